/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Small documents that outlive the process, such as stored rankings and blend weights. Start at
 * {@link dev.edgewise.profile.document.DocumentStore}; {@link
 * dev.edgewise.profile.document.InMemoryDocumentStore} is the reference implementation.
 */
@NullMarked
package dev.edgewise.profile.document;

import org.jspecify.annotations.NullMarked;

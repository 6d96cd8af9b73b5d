/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The first stage: which items are considered at all, and in which order. Start at {@link
 * dev.edgewise.service.candidates.Candidates}, which merges the sources.
 */
@NullMarked
package dev.edgewise.service.candidates;

import org.jspecify.annotations.NullMarked;

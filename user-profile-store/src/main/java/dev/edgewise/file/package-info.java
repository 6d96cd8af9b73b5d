/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Helpers that read and write files in the same way for all modules. Start at {@link
 * dev.edgewise.file.AtomicFile}.
 */
@NullMarked
package dev.edgewise.file;

import org.jspecify.annotations.NullMarked;

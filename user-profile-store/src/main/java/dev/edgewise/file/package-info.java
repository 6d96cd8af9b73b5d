/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Files that all modules read and write in the same way. Start at {@link
 * dev.edgewise.file.AtomicFile}.
 */
@NullMarked
package dev.edgewise.file;

import org.jspecify.annotations.NullMarked;

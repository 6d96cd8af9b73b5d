/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads the files of an adopter line by line, in bounded memory, and goes on behind bad lines.
 * Start at {@link dev.edgewise.lab.check.read.DataFile}.
 */
@NullMarked
package dev.edgewise.lab.check.read;

import org.jspecify.annotations.NullMarked;

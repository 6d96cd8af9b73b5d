/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The progress lines of long jobs, for every command. Start at {@link
 * dev.edgewise.lab.progress.Progress}.
 */
@NullMarked
package dev.edgewise.lab.progress;

import org.jspecify.annotations.NullMarked;

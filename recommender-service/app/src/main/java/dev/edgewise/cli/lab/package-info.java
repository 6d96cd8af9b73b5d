/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code ./edgewise train}, {@code evaluate}, {@code fit} and {@code rank}: commands for offline
 * work. Start at {@link dev.edgewise.cli.lab.EvaluateCommand}.
 */
@NullMarked
package dev.edgewise.cli.lab;

import org.jspecify.annotations.NullMarked;

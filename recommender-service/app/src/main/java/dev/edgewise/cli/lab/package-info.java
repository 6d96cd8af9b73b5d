/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code ./edgewise train}, {@code evaluate}, {@code fit} and {@code rank}: offline work. Start at
 * {@code EvaluateCommand}.
 */
@NullMarked
package dev.edgewise.cli.lab;

import org.jspecify.annotations.NullMarked;

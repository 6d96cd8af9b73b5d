/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Options, checks and settings that several commands share. Start at {@link
 * dev.edgewise.cli.option.CommandSettings}.
 */
@NullMarked
package dev.edgewise.cli.option;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/** The command line and its subcommands. Start at {@link dev.edgewise.cli.EdgewiseCommand}. */
@NullMarked
package dev.edgewise.cli;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command line: {@link dev.edgewise.service.command.EdgewiseCommand} is the process's main
 * class, each subcommand a class of its own.
 */
@NullMarked
package dev.edgewise.service.command;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import picocli.CommandLine.Command;

/** {@code ./edgewise model}: the commands for model archives. */
@Command(
    name = "model",
    description = "Imports, makes, describes and measures model archives.",
    subcommands = {
      ModelImportCommand.class,
      ModelRandomCommand.class,
      ModelInspectCommand.class,
      ModelTokenizeCommand.class,
      ModelLogitsCommand.class,
      ModelBenchCommand.class
    })
public final class ModelCommand {}

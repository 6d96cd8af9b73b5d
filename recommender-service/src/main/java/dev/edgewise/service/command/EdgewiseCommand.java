/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.command;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.service.catalogue.CatalogueException;
import dev.edgewise.service.command.rank.BadRequestException;
import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.evaluation.BadEvaluationException;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The process's main class: one subcommand each for what can be done with Edgewise. */
@QuarkusMain
@Command(
    name = "edgewise",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Personal recommendations, ranked by a language model in the process.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      FitCommand.class,
      RankCommand.class,
      EventsCommand.class,
      ModelCommand.class
    })
public final class EdgewiseCommand {
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private EdgewiseCommand() {}

  public static void main(String[] arguments) {
    int status = run(System.err, arguments);
    // in Quarkus's dev mode the process stays, and calls this again with what was changed
    if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
      System.exit(status);
    }
  }

  /** Exit status: 0 done, 2 bad usage or input, 1 failure; then one line says why. */
  static int run(PrintStream err, String... arguments) {
    CommandLine line = new CommandLine(new EdgewiseCommand());
    tellVersion(line);
    return line.setParameterExceptionHandler(
            (e, args) -> {
              err.println(
                  "edgewise: "
                      + ErrorMessage.of(e)
                      + " (see "
                      + name(e.getCommandLine())
                      + " --help)");
              return BAD_INPUT;
            })
        .setExecutionExceptionHandler((e, command, parsed) -> {
          err.println("edgewise: " + ErrorMessage.of(e));
          return isBadInput(e) ? BAD_INPUT : FAILED;
        })
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  private static void tellVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(EdgewiseCommand::tellVersion);
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static boolean isBadInput(Exception e) {
    return e instanceof BadRequestException
        || e instanceof BadEventException
        || e instanceof CatalogueException
        || e instanceof ModelException
        || e instanceof BadConfigException
        || e instanceof BadEvaluationException
        || e instanceof BadInputException;
  }
}

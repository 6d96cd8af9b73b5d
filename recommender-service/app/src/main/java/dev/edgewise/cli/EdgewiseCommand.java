/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli;

import dev.edgewise.cli.demo.DemoCommand;
import dev.edgewise.cli.events.EventsCommand;
import dev.edgewise.cli.lab.EvaluateCommand;
import dev.edgewise.cli.lab.FitCommand;
import dev.edgewise.cli.lab.RankCommand;
import dev.edgewise.cli.lab.TrainCommand;
import dev.edgewise.cli.model.ModelCommand;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.cli.option.ErrorMessage;
import dev.edgewise.cli.option.Version;
import dev.edgewise.cli.rank.BadRequestException;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.evaluate.BadEvaluationException;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.service.config.BadConfigException;
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
  public static int run(PrintStream err, String... arguments) {
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

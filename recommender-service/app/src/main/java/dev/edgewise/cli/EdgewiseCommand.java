/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli;

import dev.edgewise.cli.demo.DemoCommand;
import dev.edgewise.cli.events.EventsCommand;
import dev.edgewise.cli.lab.CheckCommand;
import dev.edgewise.cli.lab.EvaluateCommand;
import dev.edgewise.cli.lab.FitCommand;
import dev.edgewise.cli.lab.RankCommand;
import dev.edgewise.cli.lab.TrainCommand;
import dev.edgewise.cli.model.ModelCommand;
import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.cli.option.ErrorMessage;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.evaluate.BadEvaluationException;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.service.config.BadConfigException;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line, the main class of the process, with one subcommand for each task. */
@QuarkusMain
@Command(
    name = "edgewise",
    scope = ScopeType.INHERIT, // every subcommand has --help and --version, too
    mixinStandardHelpOptions = true,
    versionProvider = EdgewiseCommand.Version.class,
    description = "Personal recommendations, ranked by a language model inside the process.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      TrainCommand.class,
      CheckCommand.class,
      EvaluateCommand.class,
      FitCommand.class,
      RankCommand.class,
      EventsCommand.class,
      ModelCommand.class
    })
public final class EdgewiseCommand {
  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          Instant.class, "a time such as 2026-01-31T12:00:00Z",
          URI.class, "a URL such as http://localhost:8080");
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private EdgewiseCommand() {}

  public static void main(String[] arguments) {
    int status = run(System.err, arguments);
    // in Quarkus's dev mode the process stays, and calls this method again with the changed classes
    if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
      System.exit(status);
    }
  }

  /**
   * Runs a command.
   *
   * @param err receives one line when the command fails
   * @return the exit status: 0 for success, 2 for bad usage or input, 1 for any other failure
   */
  public static int run(PrintStream err, String... arguments) {
    return new CommandLine(new EdgewiseCommand())
        .setParameterExceptionHandler((e, args) -> {
          String command = e.getCommandLine().getCommandSpec().qualifiedName();
          err.println("edgewise: " + message(e) + " (see " + command + " --help)");
          return BAD_INPUT;
        })
        .setExecutionExceptionHandler((e, command, parsed) -> {
          err.println("edgewise: " + ErrorMessage.of(e));
          return isBadInput(e) ? BAD_INPUT : FAILED;
        })
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  /** The version in the manifest of the packaged application. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Version.class.getPackage().getImplementationVersion();
      return new String[] {"edgewise " + (version == null ? "(not packaged)" : version)};
    }
  }

  /** For times and URLs, picocli's own message has a Java class instead of an example. */
  private static String message(ParameterException e) {
    if (e.getArgSpec() instanceof OptionSpec option && e.getValue() != null) {
      String expected = EXPECTED.get(option.type());
      if (expected != null) {
        return option.longestName() + " must be " + expected + ", not '" + e.getValue() + "'";
      }
    }
    return ErrorMessage.of(e);
  }

  private static boolean isBadInput(Exception e) {
    return e instanceof BadEventException
        || e instanceof CatalogueException
        || e instanceof ModelException
        || e instanceof BadConfigException
        || e instanceof BadEvaluationException
        || e instanceof BadInputException;
  }
}

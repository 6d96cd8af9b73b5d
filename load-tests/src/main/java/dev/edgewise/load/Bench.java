/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.faults.FaultSuite;
import dev.edgewise.load.ingest.IngestSuite;
import dev.edgewise.load.model.EngineSuite;
import dev.edgewise.load.model.RankingSuite;
import dev.edgewise.load.model.SafetySuite;
import dev.edgewise.load.recommend.FirstStageSuite;
import dev.edgewise.load.recommend.SmokeSuite;
import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.load.serve.ServeOptions;
import dev.edgewise.load.serve.ServeSuite;
import dev.edgewise.phi.archive.PhiArchive;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./edgewise bench}, which runs a suite and prints its report. A fault in the
 * report fails the command; a slow figure never does.
 */
@Command(
    name = "edgewise bench",
    mixinStandardHelpOptions = true,
    description = "Runs benchmarks against a demo that it starts, or against a running service.")
public final class Bench implements Callable<Integer> {
  private static final List<String> SUITES =
      List.of("smoke", "serve", "engine", "ranking", "safety", "faults", "ingest", "first-stage");

  @Option(
      names = "--suite",
      description = {
        "smoke (default): the running service, in a few minutes",
        "serve: answers under load, on the films and on a large generated catalogue",
        "engine: the model at the shape of Phi-3-mini, with 8 GB of disk",
        "ranking: the time that packing and batching save",
        "safety: the effect of sensitive attributes, and of instructions in items",
        "faults: processes are killed and cut off while events flow, for five minutes",
        "ingest: the way from events to profiles, its speed and memory",
        "first-stage: evaluating, learning and gathering candidates"
      })
  private String suite = "smoke";

  @Option(names = "--url", description = "A running demo. By default smoke starts one.")
  private @Nullable URI url;

  @Option(names = "--llama-bench", description = "The llama-bench of llama.cpp, for engine.")
  private @Nullable Path llamaBench;

  @Option(names = "--archive", description = "One more model archive, for ranking.")
  private @Nullable Path archive;

  @Option(names = "--seed", description = "The seed of faults, first-stage and serve. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--events",
      description = "Events: 100000 in faults, 500000 in ingest, 1000000 in first-stage.")
  private @Nullable Integer events;

  @Option(names = "--kills", description = "Kills of the consumer in faults. Default: 50.")
  private int kills = 50;

  @Option(names = "--users", description = "Users in ingest and serve. Default: 100000.")
  private int users = 100_000;

  @Mixin private ServeOptions serve = new ServeOptions();

  @Option(names = "--json", description = "Prints one JSON document instead of a table.")
  private boolean json;

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** Runs the command and exits with 0 when it is done, 1 when it failed, 2 for bad usage. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      System.err.println("edgewise bench: " + failure.getMessage());
      return 1;
    });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Path home = Path.of(System.getProperty("edgewise.home", ".")).toAbsolutePath().normalize();
    SuiteRun run = SuiteRun.in(home);
    if (suite.equals("serve")) {
      System.out.println(new ServeSuite(run, serve).show(users, seed, json));
      run.report().faults().forEach(fault -> System.err.println("FAULT: " + fault));
    } else {
      measure(run);
      System.out.println(json ? run.report().json() : run.report().table());
    }
    return run.report().faults().isEmpty() ? 0 : 1;
  }

  private void measure(SuiteRun run) throws IOException {
    switch (suite) {
      case "engine" -> new EngineSuite(run).measure(llamaBench);
      case "ranking" -> new RankingSuite(run).measure(archive);
      case "safety" -> new SafetySuite(run).measure();
      case "faults" -> new FaultSuite(run, seed).measure(eventsOr(100_000), kills);
      case "ingest" -> new IngestSuite(run).measure(eventsOr(500_000), users);
      case "first-stage" -> new FirstStageSuite(run, seed).measure(eventsOr(1_000_000));
      default -> new SmokeSuite(run).measure(url);
    }
  }

  private int eventsOr(int otherwise) {
    return events == null ? otherwise : events;
  }

  private void checkOptions() {
    String suites = String.join(", ", SUITES);
    check(SUITES.contains(suite), "unknown suite '" + suite + "'; the suites are: " + suites);
    check(
        archive == null || PhiArchive.isAt(archive),
        "--archive must be a model archive, not " + archive);
    check(
        llamaBench == null || Files.isExecutable(llamaBench),
        "--llama-bench must be a program, not " + llamaBench);
    check(events == null || events >= 1000, "--events must be at least 1000, not " + events);
    check(
        kills >= 1 && users >= 1000,
        "--kills must be at least 1 and --users 1000, not " + kills + " and " + users);
    String problem = serve.problem();
    check(problem == null, String.valueOf(problem));
    check(
        url == null || List.of("http", "https").contains(String.valueOf(url.getScheme())),
        "--url must begin with http:// or https://, not " + url);
  }

  private void check(boolean good, String message) {
    if (!good) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.faults.FaultSuite;
import dev.edgewise.load.ingest.IngestSuite;
import dev.edgewise.load.report.Report;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./edgewise bench}: runs a suite and prints its figures; it never judges a time. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Runs benchmarks against a demo of its own, or against a running service.")
public final class Bench implements Callable<Integer> {
  private static final List<String> SUITES =
      List.of("smoke", "engine", "ranking", "safety", "faults", "ingest", "first-stage");

  @Option(
      names = "--suite",
      defaultValue = "smoke",
      description =
          "smoke: the running service; engine: the model at Phi-3-mini's shape, which takes some"
              + " minutes and 8 GB of disk; ranking: what packing and batching save; safety: what"
              + " sensitive attributes and instructions in items change; faults: processes killed"
              + " and cut off while events flow, some five minutes; ingest: how fast events get"
              + " into profiles, and what those take; first-stage: what evaluating, learning and"
              + " gathering candidates take (${DEFAULT-VALUE})")
  private String suite = "smoke";

  @Option(
      names = "--url",
      description = "a running demo; without it one is started, its start measured too")
  private @Nullable URI url;

  @Option(
      names = "--llama-bench",
      description = "the llama-bench of a build of llama.cpp, to compare the engine with")
  private @Nullable Path llamaBench;

  @Option(
      names = "--archive",
      description = "a model archive, of full size for example, to measure packing on, too")
  private @Nullable Path archive;

  @Option(names = "--seed", defaultValue = "1", description = "of faults (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--events",
      description =
          "how many; for faults 100000 unless given, for ingest 500000, for first-stage 1000000")
  private @Nullable Integer events;

  @Option(
      names = "--kills",
      defaultValue = "50",
      description = "how often faults kills the consumer (${DEFAULT-VALUE})")
  private int kills;

  @Option(
      names = "--users",
      defaultValue = "100000",
      description = "whose profiles ingest measures (${DEFAULT-VALUE})")
  private int users;

  @Option(names = "--json", description = "one JSON document on stdout instead of a table")
  private boolean json;

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** The process: 0 done, 1 failed, 2 bad usage. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      System.err.println("edgewise bench: " + failure.getMessage());
      return 1;
    });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkOptions();
    Report report = report();
    System.out.println(json ? report.json() : report.table());
    return report.faults().isEmpty() ? 0 : 1;
  }

  private void checkOptions() {
    if (!SUITES.contains(suite)) {
      throw badUsage("unknown suite '" + suite + "'; there are: " + String.join(", ", SUITES));
    }
    if (archive != null && !PhiArchive.isAt(archive)) {
      throw badUsage("--archive must be a model archive, not " + archive);
    }
    if (llamaBench != null && !Files.isExecutable(llamaBench)) {
      throw badUsage("--llama-bench must be a program, not " + llamaBench);
    }
    if (events != null && events < 1000) {
      throw badUsage("--events must be at least 1000, not " + events);
    }
    if (kills < 1 || users < 1000) {
      throw badUsage("--kills must be at least 1 and --users 1000, not " + kills + " and " + users);
    }
    if (url != null && !List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
      throw badUsage("--url must begin with http:// or https://, not " + url);
    }
  }

  private Report report() throws IOException, InterruptedException {
    return switch (suite) {
      case "engine" -> new EngineSuite(home(), llamaBench, System.err).run();
      case "ranking" -> new RankingSuite(home(), archive, System.err).run();
      case "safety" -> new SafetySuite(home(), System.err).run();
      case "faults" -> new FaultSuite(home(), seed, System.err).run(eventsOr(100_000), kills);
      case "ingest" -> new IngestSuite(home(), System.err).run(eventsOr(500_000), users);
      case "first-stage" -> new FirstStageSuite(home(), seed, System.err).run(eventsOr(1_000_000));
      default -> new SmokeSuite(home(), url, System.err).run();
    };
  }

  private int eventsOr(int usual) {
    return events == null ? usual : events;
  }

  private ParameterException badUsage(String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }

  private static Path home() {
    return Path.of(System.getProperty("edgewise.home", ".")).toAbsolutePath().normalize();
  }
}

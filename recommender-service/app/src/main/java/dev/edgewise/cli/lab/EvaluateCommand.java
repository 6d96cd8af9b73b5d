/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import dev.edgewise.cli.option.BadInputException;
import dev.edgewise.cli.option.CommandSettings;
import dev.edgewise.cli.option.InputChecks;
import dev.edgewise.cli.option.InstallFolder;
import dev.edgewise.cli.option.ScaleOption;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.EvaluationOptions;
import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import dev.edgewise.lab.evaluate.EvaluationRun;
import dev.edgewise.lab.evaluate.ReasonSample;
import dev.edgewise.lab.evaluate.report.Reports;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.learn.Part;
import dev.edgewise.service.wiring.RankingWiring;
import dev.edgewise.service.wiring.RecommendationWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./edgewise evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Measures the quality of each ranker on past events, with the code of the service."
            + " docs/evaluation.md explains the figures.")
public final class EvaluateCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Option(
      names = "--items",
      description =
          "file of items: JSON Lines, MovieLens movies.dat or movies.csv, plain or gzip; default:"
              + " the bundled films")
  private @Nullable Path items;

  @Option(
      names = "--events",
      description =
          "file of events: JSON Lines, ratings.dat or ratings.csv, plain or gzip; default: the"
              + " bundled films' events")
  private @Nullable Path events;

  @Option(
      names = "--protocol",
      defaultValue = "temporal",
      description = "how test events are held out: temporal or leave-one-out (${DEFAULT-VALUE})")
  private String protocol = "";

  @Option(
      names = "--negatives",
      defaultValue = ALL,
      description = "rank among all items, or among this number of random ones (${DEFAULT-VALUE})")
  private String negatives = "";

  @Option(
      names = "--core",
      defaultValue = "0",
      description = "minimum number of events of a user and of an item (${DEFAULT-VALUE})")
  private int core;

  @Option(
      names = "--rankers",
      split = ",",
      description = "rankers to measure, separated by commas; default: all")
  private List<String> rankers = List.of();

  @Option(
      names = "--model",
      description = "archive directory; default: the bundled one of the catalogue")
  private @Nullable Path model;

  @Option(
      names = "--from",
      description =
          "time of the temporal split, for example 2013-08-04T00:00:00Z; default: the end of"
              + " training in catalogue.json, else the time before the last tenth of the events")
  private @Nullable Instant from;

  @Option(
      names = "--users",
      defaultValue = "0",
      description = "size of the sample of users; 0 for all users (${DEFAULT-VALUE})")
  private int users;

  @Option(names = "--seed", defaultValue = "7", description = "random seed (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--without",
      split = ",",
      description = "parts of the first stage to leave out, separated by commas: cold, sequence")
  private List<String> without = List.of();

  @Option(
      names = "--reasons",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "print this number of reasons with profile and item instead, for somebody to rate")
  private int reasons;

  @Option(
      names = "--language",
      defaultValue = "en",
      description = "language of these reasons (${DEFAULT-VALUE})")
  private String language = "";

  @Option(
      names = "--query",
      defaultValue = "",
      description = "what the readers of these reasons search for; default: nothing")
  private String query = "";

  @Mixin private ScaleOption scale = new ScaleOption();

  @Option(names = "--json", description = "print one JSON document instead of tables")
  private boolean json;

  @Option(
      names = "--report",
      description =
          "directory for report.html and evaluation.json; an interrupted run resumes from it")
  private @Nullable Path report;

  @Override
  public Integer call() throws IOException, BadEventException {
    if (atLeastZero("--reasons", reasons) > 0) {
      List<ReasonSample> samples =
          ReasonSample.draw(
              options(), reasons, language, query, RankingWiring::reasons, System.err);
      System.out.println(json ? Reports.json(samples) : ReasonSample.text(samples));
      return 0;
    }
    Evaluation evaluation = EvaluationRun.run(options(), RankingWiring::ranker, System.err);
    if (report != null) {
      Reports.write(evaluation, report);
      System.err.println("edgewise: wrote the report " + report.resolve(Reports.PAGE));
    }
    System.out.println(json ? Reports.json(evaluation) : Reports.text(evaluation));
    return 0;
  }

  private EvaluationOptions options() throws IOException {
    Path bundled = InstallFolder.catalogue("films");
    if ((items == null) != (events == null)) {
      throw new BadInputException("--items and --events go together, or neither for the films");
    }
    Path itemFile =
        InputChecks.requireFile(
            "--items", items == null ? bundled.resolve("items.jsonl.gz") : items);
    Path eventFile =
        InputChecks.requireFile(
            "--events", events == null ? bundled.resolve("events.jsonl.gz") : events);
    return new EvaluationOptions(
        itemFile,
        eventFile,
        protocol(),
        negatives(),
        atLeastZero("--core", core),
        rankers.stream().map(String::strip).toList(),
        archive(itemFile),
        from,
        atLeastZero("--users", users),
        seed,
        report,
        RecommendationWiring.listOptions(CommandSettings.with(Map.of()).recommend()),
        scale.value(),
        without());
  }

  private Set<Part> without() {
    try {
      return without.stream().map(String::strip).map(Part::of).collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--without: " + e.getMessage());
    }
  }

  private static int atLeastZero(String option, int value) {
    if (value < 0) {
      throw new BadInputException(option + " must be at least 0, not " + value);
    }
    return value;
  }

  private Protocol protocol() {
    return Arrays.stream(Protocol.values())
        .filter(each -> each.label().equals(protocol))
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                "--protocol must be temporal or leave-one-out, not '" + protocol + "'"));
  }

  private int negatives() {
    if (negatives.equals(ALL)) {
      return 0;
    }
    if (!negatives.matches("[1-9]\\d{0,6}")) {
      throw new BadInputException(
          "--negatives must be all or a number above 0, not '" + negatives + "'");
    }
    return Integer.parseInt(negatives);
  }

  private @Nullable Path archive(Path itemFile) {
    if (model != null) {
      return model;
    }
    Path bundled = InstallFolder.model(CatalogueDescription.beside(itemFile).name());
    return Files.isDirectory(bundled) ? bundled : null;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import dev.edgewise.cli.option.CommandSettings;
import dev.edgewise.cli.option.InputChecks;
import dev.edgewise.cli.option.ScaleOption;
import dev.edgewise.lab.check.CheckOptions;
import dev.edgewise.lab.check.CheckReports;
import dev.edgewise.lab.check.CheckResult;
import dev.edgewise.lab.check.DataCheck;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.service.wiring.CandidateWiring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./edgewise check}. */
@Command(
    name = "check",
    description = {
      "Says what the service will make of your items and events, before anything runs.",
      "Exit status: 0 done, also with problems and warnings; 2 bad usage, or a file that is"
          + " missing or of no known format; 1 failure. docs/check.md explains the result."
    })
public final class CheckCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "ITEMS",
      description = "file of items: JSON Lines, MovieLens movies.dat or CSV, plain or gzip")
  private Path items = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "EVENTS",
      description = "file of events: JSON Lines, MovieLens ratings.dat or CSV, plain or gzip")
  private Path events = Path.of("");

  @Mixin private ScaleOption scale = new ScaleOption();

  @Option(names = "--no-evaluation", description = "don't measure the quality on a sample")
  private boolean noEvaluation;

  @Option(names = "--json", description = "print one JSON document instead of text")
  private boolean json;

  @Option(names = "--report", description = "directory for check.html and check.json")
  private @Nullable Path report;

  @Override
  public Integer call() throws IOException {
    InputChecks.requireFile("ITEMS", items);
    InputChecks.requireFile("EVENTS", events);
    Catalogue described = new Catalogue(CatalogueDescription.beside(items));
    SignalWeights signals = CandidateWiring.signals(described, CommandSettings.with(Map.of()));
    CheckResult result =
        DataCheck.run(
            new CheckOptions(items, events, scale.value(), !noEvaluation, signals),
            InstantSource.system(),
            new Progress(System.err, "edgewise: "));
    if (report != null) {
      CheckReports.write(result, report);
      System.err.println("edgewise: wrote the report " + report.resolve(CheckReports.PAGE));
    }
    System.out.println(json ? CheckReports.json(result) : CheckReports.text(result));
    return 0;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.process.ChildProcess;
import dev.edgewise.load.process.JavaCommand;
import dev.edgewise.load.recommend.SyntheticPast;
import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.load.serve.ServeFigures.CatalogueFigures;
import dev.edgewise.load.serve.ServeOptions.ServedCatalogues;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how fast the service answers under load, with the bundled films and with a large
 * generated catalogue. Used by one thread.
 */
public final class ServeSuite {
  private static final int EVENTS_A_USER = 10;

  private final SuiteRun run;
  private final ServeOptions options;
  private final ServePlan plan;
  private final List<CatalogueFigures> catalogues = new ArrayList<>();

  public ServeSuite(SuiteRun run, ServeOptions options) {
    this.run = run;
    this.options = options;
    this.plan = ServePlan.of(options.rounds, options.seconds);
  }

  /**
   * Measures, or reads an earlier run, and returns the page about it or its JSON document.
   *
   * @param users of the generated catalogue
   */
  public String show(int users, long seed, boolean json) throws IOException {
    Path from = options.from;
    ServeFigures figures = from == null ? measure(users, seed) : ServeFigures.read(from);
    Path out = options.out;
    if (out != null && run.report().faults().isEmpty()) {
      FiguresFolder.write(out, figures);
    }
    return json ? figures.json() : FiguresPage.of(figures);
  }

  private ServeFigures measure(int users, long seed) {
    if (options.catalogue != ServedCatalogues.generated) {
      run.part("films", this::films);
    }
    if (options.catalogue != ServedCatalogues.films) {
      run.part("generated catalogue", folder -> generated(folder, users, seed));
    }
    return new ServeFigures(
        run.report().machine(),
        LocalDate.now(ZoneOffset.UTC).toString(),
        options.command() + " --users " + users + " --seed " + seed,
        plan.rounds(),
        plan.seconds(),
        List.copyOf(catalogues));
  }

  private void films(Path folder) throws IOException {
    Path bundled = run.home().resolve("recommender-service/catalogues/films");
    KnownUsers users = KnownUsers.read(bundled.resolve("events.jsonl.gz"));
    catalogue("films", users, folder);
  }

  private void generated(Path folder, int users, long seed) throws IOException {
    SyntheticPast.PastFiles past =
        new SyntheticPast(options.items, seed).writeJsonLines(folder, users, EVENTS_A_USER);
    catalogue(
        "generated",
        KnownUsers.read(past.events()),
        folder,
        "--items=" + past.items(),
        "--events=" + past.events(),
        "--model=" + run.home().resolve("llm-ranker/models/films-small"));
  }

  private void catalogue(String name, KnownUsers users, Path folder, String... demoOptions)
      throws IOException {
    Path log = folder.resolve("empty-endpoint.log");
    try (ServedDemo demo = ServedDemo.start(run.home(), folder, demoOptions)) {
      String bytes = String.valueOf(demo.bytesOfList(users.users().getLast().user()));
      ProcessBuilder builder =
          JavaCommand.ofService(run.home()).builder(EmptyEndpoint.class, List.of(bytes), log);
      try (ChildProcess empty = new ChildProcess("the empty endpoint", builder, log)) {
        ServeMeasurement measurement = new ServeMeasurement(demo.target(), users, plan, run.log());
        measurement.compareWithEmptyEndpoint(URI.create("http://127.0.0.1:" + empty.ask("port")));
        double learnt = demo.mebibytes();
        measurement.measure();
        catalogues.add(
            new CatalogueFigures(
                name,
                demo.items(),
                users.users().size(),
                learnt,
                demo.mebibytes(),
                measurement.speeds(),
                measurement.loads()));
      }
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.load.process.ChildRun;
import dev.edgewise.load.process.TemporaryFolder;
import dev.edgewise.load.report.Machine;
import dev.edgewise.load.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What the first stage costs, by {@code ./edgewise evaluate} in a process of its own over a made-up
 * past: how long evaluating the classical sources takes with 10,000 items in 4 GB, and how long one
 * event and one user's candidates take with 100,000.
 */
final class FirstStageSuite {
  private static final int USERS = 2000;

  /** Leaves as much of 4 GB to libtorch. */
  private static final String SMALL = "-Xmx2g";

  private static final String LARGE = "-Xmx6g";
  private static final double GIB = 1 << 30;
  private static final String SOURCES = "popularity,trending,itemknn,rp3beta,ease,first-stage";

  private final Path home;
  private final long seed;
  private final PrintStream log;
  private final Report report = new Report(Machine.describe());

  FirstStageSuite(Path home, long seed, PrintStream log) {
    this.home = home;
    this.seed = seed;
    this.log = log;
  }

  /** The figures, with so many events. */
  Report run(int events) throws IOException, InterruptedException {
    ChildRun small = evaluate(events, 10_000, SOURCES, 0, SMALL);
    report.add("evaluating the classical sources, 10,000 items", small.seconds(), "s");
    report.add("the same, most memory", small.peakBytes() / GIB, "GiB");
    JsonObject pace = pace(evaluate(events, 100_000, "first-stage", USERS, LARGE));
    add(pace, "learnMicros50", "learning from an event, 100,000 items: median", "µs");
    add(pace, "learnMicros99", "learning from an event, 100,000 items: 99 %", "µs");
    add(pace, "rebuildSeconds", "learning anew in the background", "s");
    add(pace, "gatherMillis50", "500 candidates of all sources merged: median", "ms");
    add(pace, "gatherMillis99", "500 candidates of all sources merged: 99 %", "ms");
    return report;
  }

  /**
   * An evaluation.
   *
   * @param users how many to measure on; 0 for all
   * @param heap options of the virtual machine
   */
  private ChildRun evaluate(int events, int items, String rankers, int users, String heap)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      log.println("making up " + events + " events on " + items + " items ...");
      MadeUpPast past = new MadeUpPast(items, events, seed);
      past.write(folder.path());
      return ChildRun.of(
          List.of(
              "env",
              "EDGEWISE_JAVA_OPTIONS=" + heap,
              home.resolve("edgewise").toString(),
              "evaluate",
              "--items",
              folder.path().resolve(MadeUpPast.ITEMS).toString(),
              "--events",
              folder.path().resolve(MadeUpPast.EVENTS).toString(),
              "--rankers",
              rankers,
              "--users",
              String.valueOf(users),
              "--json"),
          log);
    }
  }

  private static JsonObject pace(ChildRun run) {
    return JsonParser.parseString(run.output()).getAsJsonObject().getAsJsonObject("pace");
  }

  private void add(JsonObject pace, String name, String what, String unit) {
    report.add(what, pace.get(name).getAsDouble(), unit);
  }
}

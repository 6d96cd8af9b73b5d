/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.load.process.CommandRun;
import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.load.report.TemporaryFolder;
import java.io.IOException;
import java.util.List;

/**
 * Measures the first stage by {@code ./edgewise evaluate} on a synthetic past: how long it takes to
 * evaluate the classical sources with 10,000 items in 4 GB, to learn from one event, and to gather
 * the candidates of one user among 100,000 items. Used by one thread.
 */
public record FirstStageSuite(SuiteRun run, long seed) {
  private static final String SOURCES = "popularity,trending,itemknn,rp3beta,ease,first-stage";

  /** Runs the suite on a number of events. */
  public void measure(int events) throws IOException {
    // leaves as much of 4 GB to libtorch
    CommandRun small = evaluate(events, 10_000, SOURCES, 0, "-Xmx2g");
    run.report().add("evaluating the classical sources, 10,000 items", small.seconds(), "s");
    run.report().add("the same, most memory", small.peakGibibytes(), "GiB");
    CommandRun large = evaluate(events, 100_000, "first-stage", 2000, "-Xmx6g");
    JsonObject pace =
        JsonParser.parseString(large.output()).getAsJsonObject().getAsJsonObject("pace");
    add(pace, "learnMicros50", "learning from an event, 100,000 items: median", "µs");
    add(pace, "learnMicros99", "learning from an event, 100,000 items: 99 %", "µs");
    add(pace, "rebuildSeconds", "learning anew in the background", "s");
    add(pace, "gatherMillis50", "500 candidates of all sources merged: median", "ms");
    add(pace, "gatherMillis99", "500 candidates of all sources merged: 99 %", "ms");
  }

  /** Evaluates rankers on a number of users, or on all users for 0. */
  private CommandRun evaluate(int events, int items, String rankers, int users, String heap)
      throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder()) {
      run.log().println("writing " + events + " synthetic events on " + items + " items ...");
      SyntheticPast.PastFiles past =
          new SyntheticPast(items, seed).writeMovieLens(folder.path(), events);
      String launcher = run.home().resolve("edgewise").toString();
      List<String> command =
          List.of(
              "env",
              "EDGEWISE_JAVA_OPTIONS=" + heap,
              launcher,
              "evaluate",
              "--json",
              "--items=" + past.items(),
              "--events=" + past.events(),
              "--rankers=" + rankers,
              "--users=" + users);
      run.log().println(String.join(" ", command));
      return CommandRun.of(command);
    }
  }

  private void add(JsonObject pace, String name, String what, String unit) {
    run.report().add(what, pace.get(name).getAsDouble(), unit);
  }
}

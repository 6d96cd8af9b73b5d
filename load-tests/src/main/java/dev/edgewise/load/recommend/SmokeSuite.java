/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import dev.edgewise.load.model.PackedScoringBenchmark;
import dev.edgewise.load.process.EdgewiseProcess;
import dev.edgewise.load.report.SuiteRun;
import dev.edgewise.load.report.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * Measures a little of everything in a few minutes: start, latency, a light load, memory, packed
 * scoring. Used by one thread.
 */
public record SmokeSuite(SuiteRun run) {

  /** Runs the suite on a running service, or on a demo of its own. */
  public void measure(@Nullable URI service) throws IOException {
    if (service == null) {
      measureDemo();
    } else {
      measureService(service);
    }
    run.part("packed scoring", folder -> PackedScoringBenchmark.measure(run, folder));
  }

  private void measureDemo() throws IOException {
    try (TemporaryFolder data = new TemporaryFolder()) {
      run.log().println("first start of a demo ...");
      try (EdgewiseProcess first = EdgewiseProcess.startDemo(run.home(), data.path())) {
        run.report().add("ready, first start", first.startSeconds(), "s");
      }
      run.log().println("second start ...");
      try (EdgewiseProcess demo = EdgewiseProcess.startDemo(run.home(), data.path())) {
        run.report().add("ready, later start", demo.startSeconds(), "s");
        measureService(demo.uri());
        String port = Files.readString(data.path().resolve("redis/ports")).strip();
        URI redis = URI.create("redis://127.0.0.1:" + port);
        run.part("ranked ahead", _ -> AnswerTimes.ofStoredLists(demo.uri(), redis, run.report()));
        run.report().add("resident memory, service", demo.mebibytes(), "MiB");
        run.report().add("resident memory, Kafka", demo.childMebibytes("java"), "MiB");
        run.report().add("resident memory, Redis", demo.childMebibytes("redis"), "MiB");
      }
    }
  }

  private void measureService(URI service) {
    run.part("event to recommendation", _ -> AnswerTimes.afterEvents(service, run.report()));
    run.part("a little load", folder -> GatlingRun.measure(run, service, folder));
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.process.DemoProcess;
import dev.edgewise.load.process.TemporaryFolder;
import dev.edgewise.load.report.Machine;
import dev.edgewise.load.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A few minutes of everything: start, latency, a little load, memory, packed scoring. */
final class SmokeSuite {
  private final Path home;
  private final @Nullable URI url;
  private final PrintStream log;
  private final Report report = new Report(Machine.describe());

  SmokeSuite(Path home, @Nullable URI url, PrintStream log) {
    this.home = home;
    this.url = url;
    this.log = log;
  }

  Report run() throws IOException, InterruptedException {
    if (url == null) {
      withOwnDemo();
    } else {
      against(url);
    }
    part("packed scoring", () -> PackedScoring.measure(home, report, log));
    return report;
  }

  private void withOwnDemo() throws IOException, InterruptedException {
    try (TemporaryFolder data = new TemporaryFolder()) {
      log.println("a demo's first start ...");
      try (DemoProcess first = DemoProcess.start(home, data.path())) {
        report.add("ready, first start", first.startTime().toMillis() / 1000.0, "s");
      }
      log.println("its second start ...");
      try (DemoProcess demo = DemoProcess.start(home, data.path())) {
        report.add("ready, later start", demo.startTime().toMillis() / 1000.0, "s");
        against(demo.uri());
        part("ranked ahead", () -> StoredRanking.measure(demo, report));
        report.add("resident memory, service", demo.serviceMebibytes(), "MiB");
        report.add("resident memory, Kafka", demo.childMebibytes("java"), "MiB");
        report.add("resident memory, Redis", demo.childMebibytes("redis"), "MiB");
      }
    }
  }

  private void against(URI service) throws InterruptedException {
    part("event to recommendation", () -> EventToRecommendation.measure(service, report));
    part("a little load", () -> GatlingRun.measure(service, report, log));
  }

  /** One part that fails doesn't take the others' figures with it. */
  private void part(String name, Part part) throws InterruptedException {
    log.println(name + " ...");
    try {
      part.measure();
    } catch (IOException | RuntimeException e) {
      report.fault(name + ": " + e.getMessage());
    }
  }

  private interface Part {
    void measure() throws IOException, InterruptedException;
  }
}

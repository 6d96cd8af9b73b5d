/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.pipeline.SyntheticEvents;
import dev.edgewise.load.process.ServiceProcess;
import dev.edgewise.load.process.TemporaryFolder;
import dev.edgewise.load.report.Machine;
import dev.edgewise.load.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How fast events get from Kafka into Redis and from HTTP into Kafka, how late they are seen, and
 * what memory it takes; broker, Redis and what is measured share the machine.
 */
public final class IngestSuite {
  private final Path home;
  private final PrintStream log;
  private final Report report = new Report(Machine.describe());

  /**
   * A suite that has not run.
   *
   * @param home root of the product's own files
   * @param log where it says what it is at
   */
  public IngestSuite(Path home, PrintStream log) {
    this.home = home;
    this.log = log;
  }

  /**
   * All figures.
   *
   * @param events how many the consumer is given while its heap is watched; speed is measured with
   *     half a million of them at most
   * @param users how many profiles the memory of Redis is measured with
   */
  public Report run(int events, int users) throws IOException, InterruptedException {
    part(
        "Kafka to Redis",
        folder -> {
          try (LocalKafka kafka = kafka(folder);
              LocalRedis redis = LocalRedis.start(folder)) {
            new KafkaToRedis(home, folder, kafka, redis, report).measure(events);
          }
        });
    part(
        "over HTTP",
        folder -> {
          try (LocalKafka kafka = kafka(folder);
              LocalRedis redis = LocalRedis.start(folder);
              ServiceProcess service =
                  ServiceProcess.start(
                      home,
                      kafka.bootstrapServers(),
                      redis.uri(),
                      SyntheticEvents.writeItems(folder.resolve("items.jsonl")),
                      folder.resolve("service.log"))) {
            EventToProfile.measure(service.uri(), report);
            new HttpIngest(home, folder, kafka, report).measure(service.uri(), redis);
          }
        });
    part(
        "memory of Redis",
        folder -> {
          try (LocalRedis redis = LocalRedis.start(folder, LocalRedis.Durability.NONE)) {
            new RedisMemory(redis, users, report).measure();
          }
        });
    return report;
  }

  private LocalKafka kafka(Path folder) {
    return LocalKafka.start(home.resolve("event-ingest/broker/target/lib"), folder);
  }

  /** One part that fails doesn't take the others' figures with it. */
  private void part(String name, Part part) throws IOException, InterruptedException {
    log.println(name + " ...");
    try (TemporaryFolder folder = new TemporaryFolder()) {
      part.measure(Files.createDirectories(folder.path()));
    } catch (IOException | RuntimeException e) {
      report.fault(name + ": " + e.getMessage());
    }
  }

  private interface Part {
    void measure(Path folder) throws IOException, InterruptedException;
  }
}

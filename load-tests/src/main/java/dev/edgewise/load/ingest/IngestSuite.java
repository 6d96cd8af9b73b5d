/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.events.SyntheticEvents;
import dev.edgewise.load.process.EdgewiseProcess;
import dev.edgewise.load.report.SuiteRun;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Measures how fast events get from Kafka into Redis and from HTTP into Kafka, how late profiles
 * show them, and how much memory profiles take. Broker, Redis and the measured programs share the
 * machine. Used by one thread.
 */
public record IngestSuite(SuiteRun run) {

  /**
   * Runs the suite. The events are those that the consumer gets while its heap is watched, and at
   * most half a million of them measure the speed; the users have the profiles in Redis.
   */
  public void measure(int events, int users) {
    run.part("Kafka to Redis", folder -> kafkaToRedis(folder, events));
    run.part("over HTTP", folder -> overHttp(folder));
    run.part("memory of Redis", folder -> memoryOfRedis(folder, users));
  }

  private void memoryOfRedis(Path folder, int users) throws IOException {
    try (LocalRedis redis = LocalRedis.start(folder, LocalRedis.Durability.NONE)) {
      new RedisMemory(redis.uri(), users, run.report()).measure();
    }
  }

  private void kafkaToRedis(Path folder, int events) throws IOException {
    try (LocalKafka kafka = startKafka(folder);
        LocalRedis redis = LocalRedis.start(folder)) {
      KafkaSettings settings = KafkaSettings.on(kafka.bootstrapServers());
      new KafkaToRedis(run, folder, settings, redis.uri()).measure(events);
    }
  }

  private void overHttp(Path folder) throws IOException {
    Path items = SyntheticEvents.writeItems(folder.resolve("items.jsonl"));
    Path log = folder.resolve("service.log");
    try (LocalKafka kafka = startKafka(folder);
        LocalRedis redis = LocalRedis.start(folder);
        EdgewiseProcess service =
            EdgewiseProcess.startService(
                run.home(), kafka.bootstrapServers(), redis.uri(), items, log)) {
      EventToProfile.measure(service.uri(), run.report());
      new HttpIngest(run, service.uri(), redis).measure(kafka.bootstrapServers(), folder);
    }
  }

  private LocalKafka startKafka(Path folder) {
    return LocalKafka.start(run.home().resolve("event-ingest/broker/target/lib"), folder);
  }
}

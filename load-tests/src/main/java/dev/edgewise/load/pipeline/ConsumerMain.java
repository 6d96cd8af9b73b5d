/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.pipeline;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The consuming part of the service alone, which is what gets killed: reads the events topic into
 * profiles until it is terminated or its input ends. Answers the lines {@code status} and {@code
 * heap}.
 */
final class ConsumerMain {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private ConsumerMain() {}

  /**
   * The process.
   *
   * @param args bootstrap servers, topic of events, topic of dead letters, group, partitions,
   *     rewind, Redis
   */
  public static void main(String[] args) throws IOException {
    KafkaSettings settings =
        new KafkaSettings(
            args[0],
            args[1],
            args[2],
            args[3],
            Integer.parseInt(args[4]),
            Duration.parse(args[5]),
            null);
    ProfileStore store = new RedisProfileStore(args[6], SignalWeights.standard(), TIMEOUT);
    ProfileUpdater updater = new ProfileUpdater(settings, store);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(updater, store), "end"));
    updater.start();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(
          switch (line) {
            case "status" -> ConsumerStatus.of(updater.status()).format();
            case "heap" -> String.valueOf(heapAfterCollection());
            default -> "unknown: " + line;
          });
    }
    System.exit(0);
  }

  private static void end(ProfileUpdater updater, ProfileStore store) {
    updater.close();
    store.close();
  }

  /** Bytes in use; twice, since the first collection may leave what it only finalizes. */
  private static long heapAfterCollection() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

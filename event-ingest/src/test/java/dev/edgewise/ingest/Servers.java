/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One broker and one Redis, shared by all tests in a JVM; they end with it. */
public final class Servers {
  public static final Path BROKER_LIB = Path.of("broker", "target", "lib");

  private static LocalKafka kafka;
  private static LocalRedis redis;
  private static int names;

  private Servers() {}

  /** Creates a new directory below {@code target}. */
  public static Path directory() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns settings with topics that no other test uses. */
  public static synchronized KafkaSettings settings(int partitions) {
    if (kafka == null) {
      kafka = LocalKafka.start(BROKER_LIB, directory());
    }
    String name = "events" + names++;
    return new KafkaSettings(
        kafka.bootstrapServers(), name, name + ".dead", name + ".group", partitions);
  }

  public static synchronized String redis() {
    if (redis == null) {
      redis = LocalRedis.start(directory());
    }
    return redis.uri();
  }
}

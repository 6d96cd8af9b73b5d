/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka brokers, and the names of topics and group there. Missing topics are created.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param eventsTopic the topic of events, keyed by user
 * @param deadLetterTopic the topic of records that could not be applied, with the reason in headers
 * @param group the consumer group that updates profiles
 * @param partitions the number of partitions of new topics, at least 1
 * @param rewind how much of the latest applied records a start reads again, in case the store lost
 *     them; not negative
 * @param instanceId keeps this instance's partitions over a restart, or null; unique in the group
 */
public record KafkaSettings(
    String bootstrapServers,
    String eventsTopic,
    String deadLetterTopic,
    String group,
    int partitions,
    Duration rewind,
    @Nullable String instanceId) {
  private static final Duration REWIND = Duration.ofMinutes(1);

  public KafkaSettings {
    if (bootstrapServers.isBlank() || !bootstrapServers.contains(":")) {
      throw new IllegalArgumentException(
          "bootstrap servers must be host:port, not '" + bootstrapServers + "'");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1, not " + partitions);
    }
    if (rewind.isNegative()) {
      throw new IllegalArgumentException("rewind must not be negative, not " + rewind);
    }
    if (instanceId != null && instanceId.isBlank()) {
      throw new IllegalArgumentException("an instance id must not be blank");
    }
  }

  /** Settings with a rewind of one minute and no instance id. */
  public KafkaSettings(
      String bootstrapServers,
      String eventsTopic,
      String deadLetterTopic,
      String group,
      int partitions) {
    this(bootstrapServers, eventsTopic, deadLetterTopic, group, partitions, REWIND, null);
  }

  /** Returns the default settings for a broker. */
  public static KafkaSettings on(String bootstrapServers) {
    return new KafkaSettings(
        bootstrapServers, "edgewise.events", "edgewise.events.dead", "edgewise.profiles", 8);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka, and the names used there. Topics that don't exist are created.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param eventsTopic events, keyed by user
 * @param deadLetterTopic records of the events topic that could not be applied, with the reason in
 *     headers
 * @param group the consumer group of those that update profiles
 * @param partitions how many to give topics when creating them, from 1
 * @param rewind how much of what was applied last is read once more at a start, against a store
 *     that lost it; not negative
 * @param instanceId keeps this instance's place in the group over a restart, or null for none;
 *     unique within the group
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
      throw new IllegalArgumentException("rewind must not be negative, as " + rewind + " is");
    }
    if (instanceId != null && instanceId.isBlank()) {
      throw new IllegalArgumentException("an instance id must not be blank");
    }
  }

  /** The usual rewind, and no instance id. */
  public KafkaSettings(
      String bootstrapServers,
      String eventsTopic,
      String deadLetterTopic,
      String group,
      int partitions) {
    this(bootstrapServers, eventsTopic, deadLetterTopic, group, partitions, REWIND, null);
  }

  /** The usual names on the given broker. */
  public static KafkaSettings on(String bootstrapServers) {
    return new KafkaSettings(
        bootstrapServers, "edgewise.events", "edgewise.events.dead", "edgewise.profiles", 8);
  }
}

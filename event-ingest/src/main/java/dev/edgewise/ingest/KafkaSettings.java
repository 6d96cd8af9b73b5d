/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

/**
 * Which Kafka, and the names used there. Topics that don't exist are created.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param eventsTopic events, keyed by user
 * @param deadLetterTopic records of the events topic that aren't events, with the reason in headers
 * @param group the consumer group of those that update profiles
 * @param partitions how many to give topics when creating them, from 1
 */
public record KafkaSettings(
    String bootstrapServers,
    String eventsTopic,
    String deadLetterTopic,
    String group,
    int partitions) {

  public KafkaSettings {
    if (bootstrapServers.isBlank() || !bootstrapServers.contains(":")) {
      throw new IllegalArgumentException(
          "bootstrap servers must be host:port, not '" + bootstrapServers + "'");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1, not " + partitions);
    }
  }

  /** The usual names on the given broker. */
  public static KafkaSettings on(String bootstrapServers) {
    return new KafkaSettings(
        bootstrapServers, "edgewise.events", "edgewise.events.dead", "edgewise.profiles", 8);
  }
}

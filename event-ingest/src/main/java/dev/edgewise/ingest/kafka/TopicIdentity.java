/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import org.apache.kafka.clients.admin.Admin;

/**
 * Whether a topic is still the one that it was: one deleted and created anew has the same name and
 * offsets, and reading goes on in it as if nothing had happened. Asked after records were read and
 * before anything is done with them, it says of which topic they are. An answer is good for a
 * moment, in which no topic can be deleted, created and filled. Used by one thread.
 */
public final class TopicIdentity implements AutoCloseable {
  private static final long GOOD_NANOS = 50_000_000;

  private final KafkaSettings settings;
  private final String topic;
  private final String id;
  private final Admin admin;
  private long confirmed;

  /** Of the topic that has this name and unique id now. */
  public TopicIdentity(KafkaSettings settings, String topic, String id) {
    this.settings = settings;
    this.topic = topic;
    this.id = id;
    this.admin = Topics.admin(settings);
    this.confirmed = System.nanoTime() - GOOD_NANOS;
  }

  /**
   * Of a topic that must be there.
   *
   * @throws IngestException when it isn't, or Kafka doesn't answer in time, or refuses
   */
  public static TopicIdentity of(KafkaSettings settings, String topic) {
    try (Admin admin = Topics.admin(settings)) {
      String id = Topics.idOf(admin, settings, topic);
      if (id.isEmpty()) {
        throw new IngestException(
            "Kafka at " + settings.bootstrapServers() + " has no topic " + topic);
      }
      return new TopicIdentity(settings, topic, id);
    }
  }

  public String name() {
    return topic;
  }

  public String id() {
    return id;
  }

  /**
   * Returns when the topic is still the same.
   *
   * @throws TopicReplacedException when it isn't
   * @throws IngestException when Kafka doesn't answer in time, or refuses
   */
  public void confirm() {
    if (System.nanoTime() - confirmed < GOOD_NANOS) {
      return;
    }
    long asked = System.nanoTime();
    String now = Topics.idOf(admin, settings, topic);
    if (now.isEmpty()) {
      throw new TopicReplacedException("the topic " + topic + " was deleted");
    }
    if (!now.equals(id)) {
      throw new TopicReplacedException("the topic " + topic + " was created anew, as " + now);
    }
    confirmed = asked;
  }

  @Override
  public void close() {
    admin.close(Topics.BOUND);
  }
}

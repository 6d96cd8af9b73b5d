/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a topic is still the same one. A topic that was deleted and recreated has the same
 * name and offsets, so a consumer reads on without notice. Call {@link #confirm} after you have
 * read records and before you use them. An answer holds for 50 ms, a time too short to delete,
 * recreate and fill a topic. While calls follow each other, the next question is asked ahead, so
 * that no call waits for its answer. Used by one thread.
 */
public final class TopicIdentity implements AutoCloseable {
  private static final long GOOD_NANOS = 50_000_000;
  private static final long ASK_NANOS = GOOD_NANOS / 2;

  private final KafkaSettings settings;
  private final String topic;
  private final String id;
  private final Admin admin;
  private long confirmed;
  private long asked;
  private @Nullable KafkaFuture<TopicDescription> question;

  /** The identity of the topic that has this name and unique id now. */
  public TopicIdentity(KafkaSettings settings, String topic, String id) {
    this.settings = settings;
    this.topic = topic;
    this.id = id;
    this.admin = Topics.admin(settings);
    this.confirmed = System.nanoTime() - GOOD_NANOS;
  }

  /**
   * Returns the identity of an existing topic.
   *
   * @throws IngestException when the topic does not exist, or Kafka refuses or is too slow
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
   * Returns if the topic is still the same.
   *
   * @throws TopicReplacedException when it was deleted or recreated
   * @throws IngestException when Kafka refuses or is too slow
   */
  public void confirm() {
    long now = System.nanoTime();
    if (now - asked >= GOOD_NANOS) {
      question = null; // its answer would be too old
    }
    if (question == null && now - confirmed >= ASK_NANOS) {
      asked = now;
      question = Topics.describe(admin, topic);
    }
    KafkaFuture<TopicDescription> pending = question;
    if (pending == null || (now - confirmed < GOOD_NANOS && !pending.isDone())) {
      return;
    }
    question = null;
    String current = Topics.idOf(settings, pending);
    if (current.isEmpty()) {
      throw new TopicReplacedException("the topic " + topic + " was deleted");
    }
    if (!current.equals(id)) {
      throw new TopicReplacedException("the topic " + topic + " was recreated, as " + current);
    }
    confirmed = asked;
  }

  @Override
  public void close() {
    admin.close(Topics.BOUND);
  }
}

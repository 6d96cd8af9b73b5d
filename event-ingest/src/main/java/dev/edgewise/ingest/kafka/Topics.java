/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks up topics, and creates missing ones. */
public final class Topics {
  static final Duration BOUND = Duration.ofSeconds(10);
  private static final long SHORTEST_SEGMENT_MS = Duration.ofMinutes(1).toMillis();

  private Topics() {}

  /**
   * Returns the unique ids of topics by name, and creates missing ones with the settings'
   * partitions. These keep their records forever, since instances rebuild their state from them.
   *
   * @throws IngestException when Kafka refuses or is too slow
   */
  public static Map<String, String> ensure(KafkaSettings settings, Set<String> names) {
    return ensure(settings, names, Map.of("retention.ms", "-1"));
  }

  /**
   * Returns the unique ids of topics as above; new ones keep their records for the retention, and
   * up to a quarter longer, since Kafka deletes whole segments.
   */
  public static Map<String, String> ensure(
      KafkaSettings settings, Set<String> names, Duration retention) {
    long millis = retention.toMillis();
    String segment = String.valueOf(Math.max(SHORTEST_SEGMENT_MS, millis / 4));
    return ensure(
        settings, names, Map.of("retention.ms", String.valueOf(millis), "segment.ms", segment));
  }

  private static Map<String, String> ensure(
      KafkaSettings settings, Set<String> names, Map<String, String> configuration) {
    long end = System.nanoTime() + BOUND.toNanos();
    Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
    try (Admin admin = admin(settings)) {
      while (true) {
        try {
          return ensure(admin, settings, names, configuration);
        } catch (IngestException e) {
          // Some brokers may not know yet that a topic was created or deleted.
          if (!isUnknownTopic(e) || System.nanoTime() > end) {
            throw e;
          }
          backoff.pause(() -> System.nanoTime() > end);
        }
      }
    } catch (KafkaException e) {
      throw unusable(settings, e);
    }
  }

  private static Map<String, String> ensure(
      Admin admin, KafkaSettings settings, Set<String> names, Map<String, String> configuration) {
    create(admin, settings, names, configuration);
    Map<String, TopicDescription> topics =
        answer(settings, admin.describeTopics(names).allTopicNames());
    awaitLeaders(admin, settings, topics.values());
    Map<String, String> ids = new HashMap<>();
    topics.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
    return ids;
  }

  private static boolean isUnknownTopic(IngestException e) {
    return e.getCause() instanceof UnknownTopicOrPartitionException;
  }

  /**
   * Returns the unique id of a topic; empty when no topic has this name.
   *
   * @throws IngestException when Kafka refuses or is too slow
   */
  public static String idOf(Admin admin, KafkaSettings settings, String name) {
    return idOf(settings, describe(admin, name));
  }

  /** Asks for the description of a topic, without waiting for it. */
  static KafkaFuture<TopicDescription> describe(Admin admin, String name) {
    return Objects.requireNonNull(admin.describeTopics(Set.of(name)).topicNameValues().get(name));
  }

  /**
   * Waits for the description of a topic, and returns its id as {@link #idOf(Admin, KafkaSettings,
   * String)} does.
   */
  static String idOf(KafkaSettings settings, KafkaFuture<TopicDescription> description) {
    try {
      return answer(settings, description).topicId().toString();
    } catch (IngestException e) {
      if (isUnknownTopic(e)) {
        return "";
      }
      throw e;
    }
  }

  private static void create(
      Admin admin, KafkaSettings settings, Set<String> names, Map<String, String> configuration) {
    Set<String> existing = answer(settings, admin.listTopics().names());
    List<NewTopic> missing =
        names.stream()
            .filter(name -> !existing.contains(name))
            .map(name -> newTopic(name, settings.partitions(), configuration))
            .toList();
    for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
      try {
        answer(settings, created);
      } catch (IngestException e) {
        if (!(e.getCause() instanceof TopicExistsException)) { // another instance created it
          throw e;
        }
      }
    }
  }

  /**
   * Waits until the leader of every partition answers. Otherwise a partition that is still starting
   * may refuse the first of several requests in flight and accept a later one; an idempotent
   * producer can then never deliver the first (KAFKA-15591).
   */
  private static void awaitLeaders(
      Admin admin, KafkaSettings settings, Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic : topics) {
      topic
          .partitions()
          .forEach(
              p -> ends.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
    }
    answer(settings, admin.listOffsets(ends).all());
  }

  /**
   * Defines a topic with record times of the broker's clock. These times bound the times of events,
   * and are the same at every replay.
   */
  private static NewTopic newTopic(String name, int partitions, Map<String, String> settings) {
    Map<String, String> configuration = new HashMap<>(settings);
    configuration.put("message.timestamp.type", "LogAppendTime");
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
  }

  /** Returns when a broker answers. */
  public static void check(KafkaSettings settings, Duration bound) {
    try {
      Admin admin = admin(settings);
      try {
        answer(settings, admin.describeCluster().nodes(), bound);
      } finally {
        admin.close(Duration.ZERO); // it would wait for the answer that didn't come in time
      }
    } catch (KafkaException e) {
      throw unusable(settings, e);
    }
  }

  private static IngestException unusable(KafkaSettings settings, KafkaException e) {
    return new IngestException(
        "Kafka at " + settings.bootstrapServers() + " can't be used: " + e.getMessage(), e);
  }

  private static <T> T answer(KafkaSettings settings, KafkaFuture<T> future) {
    return answer(settings, future, BOUND);
  }

  private static <T> T answer(KafkaSettings settings, KafkaFuture<T> future, Duration bound) {
    String kafka = "Kafka at " + settings.bootstrapServers();
    try {
      return future.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IngestException(kafka + " did not answer within " + bound.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      // The client has the same time limit, and may notice first.
      if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw new IngestException(kafka + " did not answer within " + bound.toSeconds() + " s", e);
      }
      throw new IngestException(kafka + " refused: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException("interrupted while asking " + kafka, e);
    }
  }

  public static Admin admin(KafkaSettings settings) {
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
    configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    return Admin.create(configuration);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Looks topics up and creates those that are missing. */
public final class Topics {
  static final Duration BOUND = Duration.ofSeconds(10);
  private static final long SHORTEST_SEGMENT_MS = Duration.ofMinutes(1).toMillis();

  private Topics() {}

  /**
   * The unique id of each of the topics, created with the settings' partitions where missing. Such
   * are kept for good, since what instances hold is rebuilt from them.
   *
   * @throws IngestException when Kafka doesn't answer in time, or refuses
   */
  public static Map<String, String> ensure(KafkaSettings settings, Set<String> names) {
    return ensure(settings, names, Map.of("retention.ms", "-1"));
  }

  /**
   * The same for topics of passing interest: those created keep records for that long, and for up
   * to a quarter longer, since Kafka deletes by the segment.
   */
  public static Map<String, String> ensure(
      KafkaSettings settings, Set<String> names, Duration retention) {
    long segment = Math.max(SHORTEST_SEGMENT_MS, retention.toMillis() / 4);
    return ensure(
        settings,
        names,
        Map.of(
            "retention.ms",
            String.valueOf(retention.toMillis()),
            "segment.ms",
            String.valueOf(segment)));
  }

  private static Map<String, String> ensure(
      KafkaSettings settings, Set<String> names, Map<String, String> keeping) {
    long end = System.nanoTime() + BOUND.toNanos();
    Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
    try (Admin admin = admin(settings)) {
      while (true) {
        try {
          return ensure(admin, settings, names, keeping);
        } catch (IngestException e) {
          // One broker has heard of a topic's creation or deletion, and another hasn't.
          if (!isUnknownTopic(e) || System.nanoTime() > end) {
            throw e;
          }
          backoff.pause(() -> System.nanoTime() > end);
        }
      }
    } catch (KafkaException e) {
      throw new IngestException(
          "Kafka at " + settings.bootstrapServers() + " can't be used: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> ensure(
      Admin admin, KafkaSettings settings, Set<String> names, Map<String, String> keeping) {
    create(admin, settings, names, keeping);
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
   * The unique id of a topic; empty when there is none of that name.
   *
   * @throws IngestException when Kafka doesn't answer in time, or refuses
   */
  public static String idOf(Admin admin, KafkaSettings settings, String name) {
    try {
      Map<String, TopicDescription> topics =
          answer(settings, admin.describeTopics(Set.of(name)).allTopicNames());
      return topics.values().iterator().next().topicId().toString();
    } catch (IngestException e) {
      if (isUnknownTopic(e)) {
        return "";
      }
      throw e;
    }
  }

  private static void create(
      Admin admin, KafkaSettings settings, Set<String> names, Map<String, String> keeping) {
    Set<String> existing = answer(settings, admin.listTopics().names());
    List<NewTopic> missing =
        names.stream()
            .filter(name -> !existing.contains(name))
            .map(name -> newTopic(name, settings.partitions(), keeping))
            .toList();
    for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
      try {
        answer(settings, created);
      } catch (IngestException e) {
        if (!(e.getCause() instanceof TopicExistsException)) { // another instance was faster
          throw e;
        }
      }
    }
  }

  /**
   * Returns when every partition's leader answers. Without it, the first of several requests in
   * flight to a partition that is only just coming up may be turned away and a later one taken,
   * after which an idempotent producer can never deliver the first (KAFKA-15591).
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
   * Stamped by the broker's clock, which bounds the times that events may claim and is the same at
   * every replay.
   */
  private static NewTopic newTopic(String name, int partitions, Map<String, String> keeping) {
    Map<String, String> configuration = new HashMap<>(keeping);
    configuration.put("message.timestamp.type", "LogAppendTime");
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
  }

  /** Asks the brokers who they are: returns when one answers. */
  public static void check(KafkaSettings settings, Duration bound) {
    try {
      Admin admin = admin(settings);
      try {
        answer(settings, admin.describeCluster().nodes(), bound);
      } finally {
        admin.close(Duration.ZERO); // it would wait for the answer that didn't come in time
      }
    } catch (KafkaException e) {
      throw new IngestException(
          "Kafka at " + settings.bootstrapServers() + " can't be used: " + e.getMessage(), e);
    }
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
      // The client's own limit is the same, and either may be the first to notice.
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
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) BOUND.toMillis()));
  }
}

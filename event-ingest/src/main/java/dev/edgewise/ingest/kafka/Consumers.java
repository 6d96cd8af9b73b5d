/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the kinds of consumer used here. */
public final class Consumers {
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 5000;

  /** How long whoever has a place by name may be away: as long as a restart takes. */
  private static final int RESTART_MS = 30_000;

  private Consumers() {}

  /**
   * One of those that update profiles: it is told where to begin in every partition, and never goes
   * elsewhere by itself when there is nothing.
   */
  public static Consumer<byte[], byte[]> forProfiles(KafkaSettings settings) {
    Map<String, Object> configuration = grouped(settings, settings.group(), MOST_AT_ONCE);
    configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    if (settings.instanceId() != null) {
      configuration.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId());
      configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, RESTART_MS);
    }
    return open(configuration);
  }

  /**
   * One of a group, which reads at most so many records at once: partitions are shared out, offsets
   * are committed by hand.
   */
  public static Consumer<byte[], byte[]> inGroup(KafkaSettings settings, String group, int atOnce) {
    return open(grouped(settings, group, atOnce));
  }

  /**
   * One by itself that says what it reads, at most so many records at once, and keeps its place
   * under the name of a group.
   */
  public static Consumer<byte[], byte[]> alone(KafkaSettings settings, String group, int atOnce) {
    Map<String, Object> configuration = common(settings);
    configuration.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, atOnce);
    return open(configuration);
  }

  private static Map<String, Object> grouped(KafkaSettings settings, String group, int atOnce) {
    Map<String, Object> configuration = common(settings);
    configuration.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, atOnce);
    // Whoever was killed holds its partitions until its session is over, and its users wait.
    configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    // Members learn by it that partitions are to move, and until all know, none does.
    configuration.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1000);
    configuration.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return configuration;
  }

  /** One by itself, which says what it reads. */
  public static Consumer<byte[], byte[]> alone(KafkaSettings settings) {
    return open(common(settings));
  }

  /** Closes it, and leaves its group, within a bound that also holds without a broker. */
  public static void close(Consumer<byte[], byte[]> consumer) {
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  private static Map<String, Object> common(KafkaSettings settings) {
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
    configuration.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    configuration.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8000);
    return configuration;
  }

  private static Consumer<byte[], byte[]> open(Map<String, Object> configuration) {
    return new KafkaConsumer<>(
        configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

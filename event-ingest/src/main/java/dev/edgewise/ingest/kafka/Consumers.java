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

/** Creates the kinds of Kafka consumer that Edgewise uses. */
public final class Consumers {
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 5000;

  /** How long a member with an instance id may be away: as long as a restart takes. */
  private static final int RESTART_MS = 30_000;

  private static final int INDEX_WAIT_MS = 50;
  private static final int MANY_BYTES = 1 << 16;

  private Consumers() {}

  /**
   * Opens a consumer that updates profiles. The caller seeks a position in every partition; without
   * records there, the consumer never goes elsewhere by itself.
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

  /** Opens a member of a group, which shares the partitions; the caller commits offsets. */
  public static Consumer<byte[], byte[]> inGroup(KafkaSettings settings, String group, int atOnce) {
    return open(grouped(settings, group, atOnce));
  }

  /** Opens a consumer that is not in a group, but stores its offsets under a group's name. */
  public static Consumer<byte[], byte[]> alone(KafkaSettings settings, String group, int atOnce) {
    return open(named(settings, group, atOnce));
  }

  private static Map<String, Object> named(KafkaSettings settings, String group, int atOnce) {
    Map<String, Object> configuration = common(settings);
    configuration.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, atOnce);
    return configuration;
  }

  private static Map<String, Object> grouped(KafkaSettings settings, String group, int atOnce) {
    Map<String, Object> configuration = named(settings, group, atOnce);
    // The partitions of a killed member stay unread until its session ends.
    configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    // Members learn of a rebalance by heartbeat, and partitions move only when all know of it.
    configuration.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1000);
    configuration.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return configuration;
  }

  /**
   * Opens a consumer for an index of a topic: it is not in a group, and each fetch waits for many
   * records or 50 ms, since a fetch for each record takes processor time from requests.
   */
  public static Consumer<byte[], byte[]> forIndex(KafkaSettings settings) {
    Map<String, Object> configuration = common(settings);
    configuration.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, MANY_BYTES);
    configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, INDEX_WAIT_MS);
    return open(configuration);
  }

  /** Opens a consumer that is not in a group; the caller assigns the partitions. */
  public static Consumer<byte[], byte[]> alone(KafkaSettings settings) {
    return open(common(settings));
  }

  /** Closes a consumer, which leaves its group, within 5 seconds, also without a broker. */
  public static void close(Consumer<byte[], byte[]> consumer) {
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  /** Closes clients with the thread's interruption put off: it would end the closing early. */
  public static void closeUninterrupted(Runnable closing) {
    boolean interrupted = Thread.interrupted();
    closing.run();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
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

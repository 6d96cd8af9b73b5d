/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Reads a topic from given offsets to its end at the time of construction. Used by one thread. */
public final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(200);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> left = new HashMap<>();
  private final ReplayOptions.Watch watch;
  private final long total;

  /** A scan from these offsets, which must not be less than the topic's beginning offsets. */
  public TopicScan(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> starts,
      ReplayOptions.Watch watch) {
    this.consumer = consumer;
    this.watch = watch;
    consumer.assign(starts.keySet());
    ends.putAll(consumer.endOffsets(starts.keySet()));
    starts.forEach(consumer::seek);
    starts.forEach(this::left);
    this.total = remaining();
  }

  /** Returns the partitions of a topic. */
  public static List<TopicPartition> partitions(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /**
   * Returns the offsets of the first records since a time.
   *
   * @param from a time by the broker's clock, or null for the beginning offsets
   */
  public static Map<TopicPartition, Long> starts(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      @Nullable Instant from) {
    if (from == null) {
      return consumer.beginningOffsets(partitions);
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    Map<TopicPartition, Long> starts = new HashMap<>(consumer.endOffsets(partitions));
    consumer
        .offsetsForTimes(times)
        .forEach((partition, first) -> {
          if (first != null) {
            starts.put(partition, first.offset());
          }
        });
    return starts;
  }

  /** Gives batches of records to the handler; returns false when interrupted before the end. */
  public boolean run(Consumer<List<ConsumerRecord<byte[], byte[]>>> handler) {
    watch.progress(0, total);
    while (remaining() > 0) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      try {
        step(handler);
      } catch (InterruptException e) {
        return false;
      }
    }
    return true;
  }

  private void step(Consumer<List<ConsumerRecord<byte[], byte[]>>> handler) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      long end = ends.getOrDefault(partition, 0L);
      List<ConsumerRecord<byte[], byte[]>> wanted =
          records.records(partition).stream().filter(one -> one.offset() < end).toList();
      if (!wanted.isEmpty()) {
        handler.accept(wanted);
      }
    }
    records.nextOffsets().forEach((partition, next) -> left(partition, next.offset()));
    watch.progress(total - remaining(), total);
  }

  private void left(TopicPartition partition, long next) {
    left.put(partition, Math.max(0, ends.getOrDefault(partition, 0L) - next));
  }

  private long remaining() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }
}

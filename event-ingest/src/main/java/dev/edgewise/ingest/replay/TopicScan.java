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

/** Reads a topic from given places to the end that it has at the beginning. Used by one thread. */
public final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(200);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> left = new HashMap<>();
  private final ReplayOptions.Watch watch;
  private final long total;

  /** Where to begin must not lie before the topic's beginnings. */
  public TopicScan(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> starts,
      ReplayOptions.Watch watch) {
    this.consumer = consumer;
    this.watch = watch;
    consumer.assign(starts.keySet());
    ends.putAll(consumer.endOffsets(starts.keySet()));
    starts.forEach(consumer::seek);
    starts.forEach((partition, start) -> left(partition, start));
    this.total = remaining();
  }

  /** The partitions of a topic. */
  public static List<TopicPartition> partitions(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /**
   * Where partitions are to be read from.
   *
   * @param from the broker's time of the first record, or null for the beginnings
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

  /** Gives the records to the handler, some at a time; false when interrupted before the end. */
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

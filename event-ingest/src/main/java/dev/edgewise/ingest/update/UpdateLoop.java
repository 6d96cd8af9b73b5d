/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.Backoff;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.ingest.kafka.TopicReplacedException;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.StoreChangedException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The loop of one consumer: while the store applies one batch, the loop reads and decodes the next.
 * Used by one thread.
 */
final class UpdateLoop {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration GLANCE = Duration.ofMillis(1);
  private static final Duration RELEASE = Duration.ofSeconds(3);
  private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();

  private final IngestParts parts;
  private final Consumer<byte[], byte[]> consumer;
  private final TopicIdentity topic;
  private final BooleanSupplier closing;
  private final Assignment assignment;
  private final CheckpointWriter checkpoints;
  private final DoubleBuffer buffer;
  private final RecordDecoder decoder;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private long lastProbe = System.nanoTime() - PROBE_NANOS;

  UpdateLoop(
      IngestParts parts,
      Consumer<byte[], byte[]> consumer,
      TopicIdentity topic,
      BooleanSupplier closing) {
    this.parts = parts;
    this.consumer = consumer;
    this.topic = topic;
    this.closing = closing;
    this.assignment = new Assignment(parts, consumer, topic);
    this.checkpoints = new CheckpointWriter(parts, consumer, assignment, topic.id());
    this.buffer = new DoubleBuffer(parts, topic, assignment);
    this.decoder = new RecordDecoder(assignment::position, assignment::rebuilding, parts.check());
  }

  /**
   * Reads and applies records until the updater closes; then settles the rest within a bound.
   *
   * @throws TopicReplacedException when the topic was deleted or recreated
   */
  void run() {
    consumer.subscribe(List.of(topic.name()), new Rebalance());
    try {
      while (!closing.getAsBoolean()) {
        step();
      }
      release(assignment.all());
    } finally {
      buffer.clear();
    }
  }

  private void step() {
    try {
      place();
      buffer.retry();
      if (buffer.read().isEmpty()) {
        read(buffer.busy() ? GLANCE : POLL);
      }
      if (buffer.settle()) {
        checkpoints.saveAll(); // so that a restart does not repeat the dead letters
      }
      buffer.submit();
      checkpoints.saveDue();
      report();
      backoff.reset();
    } catch (StoreChangedException e) {
      rewind();
    } catch (ProfileStoreException e) {
      parts.progress().storeFailed(e);
      pause();
    } catch (IngestException | TimeoutException e) {
      parts.progress().kafkaFailed(e);
      pause();
    }
  }

  private void place() {
    if (assignment.outdated()) {
      rewind();
    }
    if (assignment.place()) {
      parts.progress().storeAnswered();
    }
  }

  private void read(Duration bound) {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(bound);
    } catch (OffsetOutOfRangeException e) {
      outOfRange(e);
      return;
    }
    for (TopicPartition partition : records.partitions()) {
      read(partition, records.records(partition));
    }
    records.nextOffsets().forEach(this::reached);
  }

  private void read(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    PartitionState state = assignment.state(partition);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (state.diverged(record)) {
        hold(Map.of(partition, record.offset()));
        return;
      }
      buffer.read().add(record, decoder, state.repeated(record));
    }
  }

  private void reached(TopicPartition partition, OffsetAndMetadata end) {
    PartitionState state = assignment.state(partition);
    if (state.placed()) {
      state.read(end);
      buffer.read().reached(partition, end);
    }
  }

  /** Pauses partitions that have no record at the wanted offset, since their logs have changed. */
  private void outOfRange(OffsetOutOfRangeException e) {
    Map<TopicPartition, Long> where = new HashMap<>();
    e.partitions().forEach(partition -> where.put(partition, Long.MAX_VALUE));
    if (e instanceof LogTruncationException truncation) {
      truncation.divergentOffsets().forEach((partition, end) -> where.put(partition, end.offset()));
    }
    hold(where);
  }

  private void hold(Map<TopicPartition, Long> divergences) {
    buffer.drop(divergences.keySet());
    divergences.forEach(assignment::hold);
  }

  /** Reads everything again from the store's checkpoints, since it may have lost later writes. */
  private void rewind() {
    buffer.clear();
    assignment.hold(assignment.all());
    parts.listening().rewound();
  }

  /** Pauses reading for a while, but keeps polling so that the group keeps this member. */
  private void pause() {
    long end = System.nanoTime() + backoff.next().toNanos();
    consumer.pause(assignment.all());
    while (!closing.getAsBoolean() && System.nanoTime() < end) {
      read(POLL.dividedBy(2));
    }
    consumer.resume(assignment.placed());
  }

  private void report() {
    if (System.nanoTime() - lastProbe > PROBE_NANOS) {
      lastProbe = System.nanoTime();
      topic.confirm(); // a poll does not fail without a broker
      parts.progress().kafkaAnswered();
      assignment.checkStore();
    }
    parts.progress().partitions(assignment.progress());
  }

  /** Settles the records of partitions that are given up, or drops them after a time limit. */
  private void release(Collection<TopicPartition> partitions) {
    List<TopicPartition> leaving = partitions.stream().filter(assignment::has).toList();
    if (!buffer.drained(RELEASE)) {
      buffer.drop(leaving);
    }
    checkpoints.saveLast(leaving, RELEASE);
    assignment.remove(leaving);
    parts.progress().partitions(assignment.progress());
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assignment.add(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      release(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      buffer.drop(partitions);
      assignment.remove(partitions);
    }
  }
}

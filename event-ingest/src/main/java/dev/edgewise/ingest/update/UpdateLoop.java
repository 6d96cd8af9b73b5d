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
 * What one consumer of the group does: while one batch is at the store, the next is read and
 * decoded. Used by one thread.
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
    this.decoder = new RecordDecoder(assignment::position);
  }

  /**
   * Reads and applies until it is closing; then settles what was read, within a bound.
   *
   * @throws TopicReplacedException when the topic isn't the same any more
   */
  void run() {
    consumer.subscribe(List.of(topic.name()), new Rebalance());
    try {
      while (!closing.getAsBoolean()) {
        turn();
      }
      release(assignment.all());
    } finally {
      buffer.clear();
    }
  }

  private void turn() {
    try {
      place();
      buffer.beginAgain();
      if (buffer.read().isEmpty()) {
        read(buffer.busy() ? GLANCE : POLL);
      }
      if (buffer.land()) {
        checkpoints.saveAll(); // so that dead letters aren't written once more
      }
      buffer.launch();
      checkpoints.saveSometimes();
      observe();
      backoff.reset();
    } catch (StoreChangedException e) {
      rewind();
    } catch (ProfileStoreException e) {
      parts.progress().storeFailed(e);
      rest();
    } catch (IngestException | TimeoutException e) {
      parts.progress().kafkaFailed(e);
      rest();
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
      misplaced(e);
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

  /** Some partitions can't be read where they should, since their logs have changed. */
  private void misplaced(OffsetOutOfRangeException e) {
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

  /** Reads everything again from where the store says: it may have lost what came later. */
  private void rewind() {
    buffer.clear();
    assignment.hold(assignment.all());
    parts.listening().rewound();
  }

  /** Waits a while, and keeps the place in the group meanwhile. */
  private void rest() {
    long end = System.nanoTime() + backoff.next().toNanos();
    consumer.pause(assignment.all());
    while (!closing.getAsBoolean() && System.nanoTime() < end) {
      read(POLL.dividedBy(2));
    }
    consumer.resume(assignment.placed());
  }

  private void observe() {
    if (System.nanoTime() - lastProbe > PROBE_NANOS) {
      lastProbe = System.nanoTime();
      topic.confirm(); // a poll says nothing when there is no broker
      parts.progress().kafkaAnswered();
    }
    parts.progress().partitions(assignment.progress());
  }

  /** Settles what was read of partitions that are given up, or forgets it after a while. */
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileStoreException;
import dev.edgewise.profile.StoreChangedException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one consumer of the group does: while one batch is at the store, the next is read and
 * decoded; a batch is settled when all of it is in profiles or among the dead letters, and only
 * then the next goes to the store. Used by one thread.
 */
final class UpdateLoop {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SLICE = Duration.ofMillis(100);
  private static final Duration GLANCE = Duration.ofMillis(1);
  private static final Duration RELEASE = Duration.ofSeconds(3);
  private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();

  private final IngestParts parts;
  private final Consumer<byte[], byte[]> consumer;
  private final TopicIdentity topic;
  private final BooleanSupplier closing;
  private final Assignment assignment;
  private final Bookmarks bookmarks;
  private final RecordDecoder decoder;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private PendingBatch read = new PendingBatch();
  private PendingBatch atStore = new PendingBatch();
  private @Nullable CompletableFuture<UserBatches.Outcome> calls;
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
    this.bookmarks = new Bookmarks(parts, consumer, assignment, topic.id());
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
      forget();
    }
  }

  private void turn() {
    try {
      if (assignment.outdated()) {
        rewind();
      }
      assignment.place();
      beginAgain();
      if (read.isEmpty()) {
        read(calls == null ? POLL : GLANCE);
      }
      land();
      launch();
      bookmarks.saveSometimes();
      observe();
    } catch (StoreChangedException e) {
      rewind();
    } catch (OffsetOutOfRangeException e) {
      misplaced(e);
    } catch (ProfileStoreException e) {
      parts.progress().storeFailed(e);
      rest();
    } catch (IngestException | org.apache.kafka.common.errors.TimeoutException e) {
      parts.progress().kafkaFailed(e);
      rest();
    }
  }

  private void read(Duration bound) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(bound);
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
      read.add(record, decoder, state.repeated(record));
    }
  }

  private void reached(TopicPartition partition, OffsetAndMetadata end) {
    PartitionState state = assignment.state(partition);
    if (state.placed()) {
      state.read(end);
      read.reached(partition, end);
    }
  }

  /** What failed is tried again, before anything else. */
  private void beginAgain() {
    if (calls == null && !atStore.isEmpty()) {
      calls = parts.batches().begin(atStore.events(), assignment.generation());
    }
  }

  /** What was read goes to the store, once there is room and it is known to be of this topic. */
  private void launch() {
    if (calls == null && atStore.isEmpty() && !read.isEmpty()) {
      topic.confirm();
      PendingBatch next = read;
      read = atStore;
      atStore = next;
      assignment.launched(atStore.ends());
      calls = parts.batches().begin(atStore.events(), assignment.generation());
    }
  }

  /** Waits for what is at the store and settles it. */
  private void land() {
    if (calls != null) {
      UserBatches.Outcome outcome = calls.join();
      calls = null;
      settle(outcome);
    }
  }

  private void settle(UserBatches.Outcome outcome) {
    atStore.tally().atStore(outcome.nanos());
    Map<String, Profile> applied = outcome.applied();
    parts.progress().applied(atStore.done(applied.keySet(), parts.clock().millis()));
    parts.listening().applied(applied.values());
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
    outcome.refused().forEach(atStore::refuse);
    boolean letters = !atStore.letters().isEmpty();
    if (letters) {
      parts.deadLetters().send(atStore.letters(), topic.id());
      parts.progress().deadLetters(atStore.sent());
    }
    assignment.settled(atStore.ends());
    parts.listening().batch(atStore.tally().report());
    atStore.clear();
    backoff.reset();
    parts.progress().storeAnswered();
    if (letters) {
      bookmarks.saveAll(); // so that they aren't written once more
    }
  }

  /** Reads everything again from where the store says: it may have lost what came later. */
  private void rewind() {
    forget();
    assignment.hold(assignment.all());
    parts.listening().rewound();
  }

  private void forget() {
    if (calls != null) {
      var _ = calls.join();
      calls = null;
    }
    atStore.clear();
    read.clear();
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
    read.drop(divergences.keySet());
    atStore.drop(divergences.keySet());
    divergences.forEach(assignment::hold);
  }

  /** Waits a while, and keeps the place in the group meanwhile. */
  private void rest() {
    long end = System.nanoTime() + backoff.next().toNanos();
    consumer.pause(assignment.all());
    while (!closing.getAsBoolean() && System.nanoTime() < end) {
      read(SLICE);
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
    if (!leaving.isEmpty() && !drained()) {
      read.drop(leaving);
      atStore.drop(leaving);
    }
    bookmarks.saveLast(leaving, RELEASE);
    assignment.remove(leaving);
    parts.progress().partitions(assignment.progress());
  }

  private boolean drained() {
    long end = System.nanoTime() + RELEASE.toNanos();
    try {
      while (!atStore.isEmpty() || !read.isEmpty()) {
        beginAgain();
        launch();
        if (calls != null) {
          var _ = calls.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        land();
      }
      return true;
    } catch (ProfileStoreException e) {
      parts.progress().storeFailed(e);
    } catch (IngestException e) {
      parts.progress().kafkaFailed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // the next owner reads it again
    }
    return false;
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
      read.drop(partitions);
      atStore.drop(partitions);
      assignment.remove(partitions);
    }
  }
}

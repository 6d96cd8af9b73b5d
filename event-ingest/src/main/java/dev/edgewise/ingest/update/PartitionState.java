/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.kafka.Offsets;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.store.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far one partition is read, handed to the store and settled. Used by one thread.
 *
 * <p>A log that lost its tail and grew again shows by leader epochs: they never fall along a log,
 * so a record before the furthest place known whose epoch is greater than the one known there was
 * written after the loss.
 */
final class PartitionState {
  private final int partition;
  private Checkpoint checkpoint;
  private boolean placed;
  private long read;
  private long next;
  private int epoch = -1;
  private long handled;
  private long limit;
  private int limitEpoch = -1;
  private long end = -1;
  private boolean unsaved;
  private long lastSave = System.nanoTime();
  private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);

  PartitionState(String topicId, int partition) {
    this.partition = partition;
    this.checkpoint = Checkpoint.none(topicId, partition);
  }

  /** Whether it is known where to read. */
  boolean placed() {
    return placed;
  }

  /** Reading stops, to go on from what the store says. */
  void unplace() {
    placed = false;
    unsaved = false;
  }

  /** What the store says, before anything is read. */
  void resume(Checkpoint stored) {
    checkpoint = stored;
    handled = Math.max(handled, stored.next());
    if (stored.next() > limit) {
      limit = stored.next();
      limitEpoch = stored.marks().get(stored.marks().size() - 1).leaderEpoch();
    }
  }

  /** The first offset that was certainly never given to the store. */
  long limit() {
    return limit;
  }

  /** The log ends, or is another, from this offset on, before the limit. */
  Checkpoint truncated(long from) {
    checkpoint = checkpoint.truncated(from);
    limit = from;
    handled = Math.min(handled, from);
    return checkpoint;
  }

  /** Records before this one were settled once, as is known from elsewhere. */
  void handledBefore(long offset) {
    handled = Math.max(handled, offset);
  }

  /** Where to begin to read; the log has records from {@code beginning} up to {@code logEnd}. */
  OffsetAndMetadata place(Duration rewind, long beginning, long logEnd) {
    Checkpoint.Mark start = checkpoint.start(rewind);
    boolean there = start.next() >= beginning && start.leaderEpoch() >= 0;
    OffsetAndMetadata place =
        Offsets.of(Math.max(start.next(), beginning), there ? start.leaderEpoch() : -1, "");
    placed = true;
    read = place.offset();
    next = place.offset();
    epoch = there ? start.leaderEpoch() : -1;
    handled = Math.min(handled, logEnd);
    end = logEnd;
    return place;
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  EventPosition position(long offset) {
    return checkpoint.position(offset);
  }

  /** Whether the record was settled before. */
  boolean repeated(ConsumerRecord<?, ?> one) {
    return one.offset() < handled;
  }

  /** Whether the log lost its tail before this record was written. */
  boolean diverged(ConsumerRecord<?, ?> one) {
    return one.offset() < limit && limitEpoch >= 0 && one.leaderEpoch().orElse(-1) > limitEpoch;
  }

  void read(OffsetAndMetadata upTo) {
    read = upTo.offset();
  }

  /** How much of what the log has wasn't read yet. */
  void lag(long unread) {
    end = read + unread;
  }

  /** The store is given everything up to here. */
  void launched(OffsetAndMetadata upTo) {
    if (upTo.offset() > limit) {
      limit = upTo.offset();
      limitEpoch = upTo.leaderEpoch().orElse(limitEpoch);
    }
  }

  /** Everything up to here is settled. */
  void settled(OffsetAndMetadata upTo) {
    handled = Math.max(handled, upTo.offset());
    if (placed) {
      next = upTo.offset();
      epoch = upTo.leaderEpoch().orElse(epoch);
      unsaved |= next > checkpoint.next();
    }
  }

  /** Whether there is something to save, and the last time is that long ago. */
  boolean due(long nanos) {
    if (saving.isCompletedExceptionally()) {
      unsaved = placed;
      saving = CompletableFuture.completedFuture(null);
    }
    return unsaved && saving.isDone() && System.nanoTime() - lastSave >= nanos;
  }

  /**
   * The checkpoint to be saved now. None goes back behind an earlier one: what is read again after
   * a rewind would have to be read again anyway.
   */
  Checkpoint reach(Instant now, Duration rewind) {
    checkpoint = checkpoint.reached(new Checkpoint.Mark(now, next, epoch), rewind);
    return checkpoint;
  }

  void saving(CompletableFuture<Void> done) {
    unsaved = false;
    saving = done;
    lastSave = System.nanoTime();
  }

  CompletableFuture<Void> saved() {
    return saving;
  }

  /** For the group: up to where everything was settled once; it never goes back. */
  OffsetAndMetadata commit(String topicId) {
    return Offsets.of(Math.max(next, handled), -1, topicId);
  }

  PartitionProgress progress() {
    return placed
        ? new PartitionProgress(partition, next, end)
        : new PartitionProgress(partition, -1, -1);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.store.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The offsets up to which one partition was read, given to the store, and settled. Used by one
 * thread.
 *
 * <p>Leader epochs reveal a log that lost its tail and grew again. They never decrease along a log.
 * So if a record before the limit has a greater epoch than the limit, it was written after the
 * loss.
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
  private long rebuildEnd;
  private boolean unsaved;
  private long lastSave = System.nanoTime();
  private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);

  PartitionState(String topicId, int partition) {
    this.partition = partition;
    this.checkpoint = Checkpoint.none(topicId, partition);
  }

  /** Returns whether the start offset is known. */
  boolean placed() {
    return placed;
  }

  /** Stops reading until the store provides a new start offset. */
  void unplace() {
    placed = false;
    unsaved = false;
  }

  /** Takes the store's checkpoint, before anything is read. */
  void resume(Checkpoint stored) {
    checkpoint = stored;
    handled = Math.max(handled, stored.next());
    if (stored.next() > limit) {
      limit = stored.next();
      limitEpoch = stored.marks().get(stored.marks().size() - 1).leaderEpoch();
    }
  }

  /** Records that profiles are rebuilt from the records before this offset. */
  void rebuilds(long upTo) {
    rebuildEnd = upTo;
  }

  /** Returns whether profiles are made again from the record at this offset, among others. */
  boolean rebuilding(long offset) {
    return offset < rebuildEnd;
  }

  /** Returns the first offset that was certainly never given to the store. */
  long limit() {
    return limit;
  }

  /** Records that the log ends, or differs, from this offset on, before the limit. */
  Checkpoint truncated(long from) {
    checkpoint = checkpoint.truncated(from);
    limit = from;
    handled = Math.min(handled, from);
    return checkpoint;
  }

  /** Records that all offsets before this one were settled once, according to another source. */
  void handledBefore(long offset) {
    handled = Math.max(handled, offset);
  }

  /** Returns the start offset; the log has records from {@code beginning} up to {@code logEnd}. */
  OffsetAndMetadata place(Duration rewind, long beginning, long logEnd) {
    Checkpoint.Mark start = checkpoint.start(rewind);
    boolean there = start.next() >= beginning && start.leaderEpoch() >= 0;
    placed = true;
    read = Math.max(start.next(), beginning);
    next = read;
    epoch = there ? start.leaderEpoch() : -1;
    handled = Math.min(handled, logEnd);
    end = logEnd;
    return new OffsetAndMetadata(read, there ? Optional.of(epoch) : Optional.empty(), "");
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Returns the saved marks, and one behind everything that was given to the store. */
  Checkpoint given() {
    List<Checkpoint.Mark> marks = new ArrayList<>(checkpoint.marks());
    marks.add(new Checkpoint.Mark(Instant.EPOCH, limit, limitEpoch));
    return new Checkpoint(checkpoint.topicId(), checkpoint.partition(), marks, checkpoint.eras());
  }

  EventPosition position(long offset) {
    return checkpoint.position(offset);
  }

  /** Returns whether the record was settled before. */
  boolean repeated(ConsumerRecord<?, ?> record) {
    return record.offset() < handled;
  }

  /** Returns whether the log lost its tail before this record was written. */
  boolean diverged(ConsumerRecord<?, ?> record) {
    return record.offset() < limit
        && limitEpoch >= 0
        && record.leaderEpoch().orElse(-1) > limitEpoch;
  }

  void read(OffsetAndMetadata upTo) {
    read = upTo.offset();
  }

  /** Records the number of records in the log that are not read yet. */
  void lag(long unread) {
    end = read + unread;
  }

  /** Records that everything up to here was given to the store. */
  void launched(OffsetAndMetadata upTo) {
    if (upTo.offset() > limit) {
      limit = upTo.offset();
      limitEpoch = upTo.leaderEpoch().orElse(limitEpoch);
    }
  }

  /** Records that everything up to here is settled; returns whether that ends a rebuild. */
  boolean settled(OffsetAndMetadata upTo) {
    handled = Math.max(handled, upTo.offset());
    if (placed) {
      next = upTo.offset();
      epoch = upTo.leaderEpoch().orElse(epoch);
      unsaved |= next > checkpoint.next();
    }
    boolean rebuilt = rebuildEnd > 0 && next >= rebuildEnd;
    rebuildEnd = rebuilt ? 0 : rebuildEnd;
    return rebuilt;
  }

  /** Returns whether there is unsaved progress, and the last save is long enough ago. */
  boolean due(long nanos) {
    if (saving.isCompletedExceptionally()) {
      unsaved = placed;
      saving = CompletableFuture.completedFuture(null);
    }
    return unsaved && saving.isDone() && System.nanoTime() - lastSave >= nanos;
  }

  /**
   * Returns the checkpoint to save now. It never goes back behind an earlier one: a restart would
   * have to read the records after a rewind again anyway.
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

  /** Returns the offset to commit for the group: all before it was settled. It never decreases. */
  OffsetAndMetadata commit(String topicId) {
    return new OffsetAndMetadata(Math.max(next, handled), topicId);
  }

  PartitionProgress progress() {
    return placed
        ? new PartitionProgress(partition, next, end, Math.max(0, rebuildEnd - next))
        : new PartitionProgress(partition, -1, -1, 0);
  }
}

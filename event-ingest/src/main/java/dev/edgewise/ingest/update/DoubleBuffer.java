/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStoreException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Two batches: one being read, and one being applied by the store. A batch is settled when all of
 * it is in profiles or among the dead letters; only then the next one goes to the store. Used by
 * one thread.
 */
final class DoubleBuffer {
  private final IngestParts parts;
  private final TopicIdentity topic;
  private final Assignment assignment;
  private PendingBatch read = new PendingBatch();
  private PendingBatch atStore = new PendingBatch();
  private @Nullable CompletableFuture<UserBatches.Outcome> calls;

  DoubleBuffer(IngestParts parts, TopicIdentity topic, Assignment assignment) {
    this.parts = parts;
    this.topic = topic;
    this.assignment = assignment;
  }

  PendingBatch read() {
    return read;
  }

  boolean busy() {
    return calls != null;
  }

  /** Gives a batch to the store again after a failure, before anything else. */
  void retry() {
    if (calls == null && !atStore.isEmpty()) {
      begin();
    }
  }

  /**
   * Gives the batch that was read to the store, if that is free and the topic is still the same.
   */
  void submit() {
    if (calls == null && atStore.isEmpty() && !read.isEmpty()) {
      topic.confirm();
      PendingBatch next = read;
      read = atStore;
      atStore = next;
      assignment.launched(atStore.ends());
      begin();
    }
  }

  private void begin() {
    calls = parts.batches().begin(atStore.events(), assignment.generation());
  }

  /**
   * Waits for the store and settles its batch; returns whether there were dead letters.
   *
   * @throws ProfileStoreException when a part of the batch could not be applied
   * @throws IngestException when dead letters could not be written
   */
  boolean settle() {
    if (calls == null) {
      return false;
    }
    UserBatches.Outcome outcome = calls.join();
    calls = null;
    applied(outcome);
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
    outcome.refused().forEach(atStore::refuse);
    boolean letters = sendLetters();
    assignment.settled(atStore.ends());
    parts.listening().batch(atStore.tally().report());
    parts.progress().storeAnswered();
    atStore.clear();
    return letters;
  }

  private void applied(UserBatches.Outcome outcome) {
    Map<String, Profile> applied = outcome.applied();
    atStore.tally().atStore(outcome.nanos());
    parts.progress().applied(atStore.done(applied.keySet(), parts.clock().millis()));
    parts.listening().applied(applied.values());
  }

  private boolean sendLetters() {
    if (atStore.letters().isEmpty()) {
      return false;
    }
    parts.deadLetters().send(atStore.letters(), topic.id());
    parts.progress().deadLetters(atStore.sent());
    return true;
  }

  /** Settles everything if that is possible within the bound and without a second attempt. */
  boolean drained(Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    try {
      while (!atStore.isEmpty() || !read.isEmpty()) {
        retry();
        submit();
        if (calls != null) {
          var _ = calls.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        var _ = settle();
      }
      return true;
    } catch (ProfileStoreException e) {
      parts.progress().storeFailed(e);
    } catch (IngestException e) {
      parts.progress().kafkaFailed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // the next owner of these partitions reads the batch again
    }
    return false;
  }

  /** Drops the records of some partitions; those at the store may still be applied. */
  void drop(Collection<TopicPartition> partitions) {
    read.drop(partitions);
    atStore.drop(partitions);
  }

  /** Waits for the store, whatever the outcome, and drops everything. */
  void clear() {
    if (calls != null) {
      var _ = calls.join();
      calls = null;
    }
    atStore.clear();
    read.clear();
  }
}

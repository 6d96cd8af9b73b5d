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
 * Two batches: one that is read, and one at the store. A batch is settled when all of it is in
 * profiles or among the dead letters, and only then the next one goes to the store. Used by one
 * thread.
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

  /** The batch that is read. */
  PendingBatch read() {
    return read;
  }

  /** Whether the store is at work. */
  boolean busy() {
    return calls != null;
  }

  /** What failed goes to the store again, before anything else. */
  void beginAgain() {
    if (calls == null && !atStore.isEmpty()) {
      begin();
    }
  }

  /** What was read goes to the store, once there is room and it is known to be of this topic. */
  void launch() {
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
   * Waits for what is at the store and settles it; true when there were dead letters.
   *
   * @throws ProfileStoreException when some of it could not be applied
   * @throws IngestException when dead letters could not be written
   */
  boolean land() {
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

  /** Settles everything, if that is possible within the bound and without a second attempt. */
  boolean drained(Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    try {
      while (!atStore.isEmpty() || !read.isEmpty()) {
        beginAgain();
        launch();
        if (calls != null) {
          var _ = calls.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        var _ = land();
      }
      return true;
    } catch (ProfileStoreException e) {
      parts.progress().storeFailed(e);
    } catch (IngestException e) {
      parts.progress().kafkaFailed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // whoever reads these partitions next reads it again
    }
    return false;
  }

  /** Forgets what was read of some partitions; what of it is at the store may yet be applied. */
  void drop(Collection<TopicPartition> partitions) {
    read.drop(partitions);
    atStore.drop(partitions);
  }

  /** Waits until the store is done, whatever came of it, and forgets everything. */
  void clear() {
    if (calls != null) {
      var _ = calls.join();
      calls = null;
    }
    atStore.clear();
    read.clear();
  }
}

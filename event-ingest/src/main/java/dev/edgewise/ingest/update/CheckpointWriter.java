/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.profile.store.Checkpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Saves the progress of an assignment: in the store, from which reading resumes, and in the
 * consumer group, for monitoring. Used by one thread.
 */
final class CheckpointWriter {
  private static final long INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

  private final IngestParts parts;
  private final Consumer<byte[], byte[]> consumer;
  private final Assignment assignment;
  private final String topicId;

  CheckpointWriter(
      IngestParts parts, Consumer<byte[], byte[]> consumer, Assignment assignment, String topicId) {
    this.parts = parts;
    this.consumer = consumer;
    this.assignment = assignment;
    this.topicId = topicId;
  }

  /** Starts to save the partitions that are due; a failure loses nothing but causes re-reading. */
  void saveDue() {
    save(INTERVAL_NANOS);
  }

  /** Starts to save all unsaved progress, however recent the last save was. */
  void saveAll() {
    save(0);
  }

  private void save(long interval) {
    Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
    for (TopicPartition partition : assignment.placed()) {
      PartitionState state = assignment.state(partition);
      if (state.due(interval)) {
        save(state);
        reached.put(partition, state.commit(topicId));
      }
    }
    if (!reached.isEmpty()) {
      consumer.commitAsync(reached, (offsets, failure) -> {}); // the next commit replaces this one
    }
  }

  private void save(PartitionState state) {
    Checkpoint reached = state.reach(parts.clock().instant(), parts.settings().rewind());
    state.saving(parts.store().saveAsync(reached, assignment.generation()));
  }

  /** Saves the unsaved progress of partitions that are given up, and waits within a bound. */
  void saveLast(Collection<TopicPartition> leaving, Duration bound) {
    if (leaving.isEmpty()) {
      return;
    }
    List<PartitionState> states =
        leaving.stream().map(assignment::state).filter(PartitionState::placed).toList();
    await(states, bound);
    states.stream().filter(state -> state.due(0)).forEach(this::save);
    await(states, bound);
    Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
    for (TopicPartition partition : leaving) {
      if (assignment.state(partition).placed()) {
        reached.put(partition, assignment.state(partition).commit(topicId));
      }
    }
    try {
      consumer.commitSync(reached, bound);
    } catch (KafkaException e) {
      // only monitoring needs the commit; the next owner asks the store
    }
  }

  private static void await(List<PartitionState> states, Duration bound) {
    try {
      CompletableFuture.allOf(
              states.stream().map(PartitionState::saved).toArray(CompletableFuture<?>[]::new))
          .get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // the next owner reads unsaved records again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

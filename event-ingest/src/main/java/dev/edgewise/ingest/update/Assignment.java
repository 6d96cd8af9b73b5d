/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.store.Checkpoint;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that are assigned to this instance. A partition is paused until the store has
 * provided its start offset. That happens when the partition is new here, when the store may have
 * lost writes, and when the log differs from what it was. Used by one thread.
 */
final class Assignment {
  private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

  private final Consumer<byte[], byte[]> consumer;
  private final IngestParts parts;
  private final ProfileStore store;
  private final TopicIdentity topic;
  private final Map<Integer, PartitionState> states = new TreeMap<>();
  private final Map<TopicPartition, Long> diverged = new HashMap<>();
  private long generation;

  Assignment(IngestParts parts, Consumer<byte[], byte[]> consumer, TopicIdentity topic) {
    this.parts = parts;
    this.store = parts.store();
    this.consumer = consumer;
    this.topic = topic;
  }

  /** Adds newly assigned partitions. */
  void add(Collection<TopicPartition> added) {
    added.forEach(p -> states.put(p.partition(), new PartitionState(topic.id(), p.partition())));
    hold(added);
  }

  /** Removes partitions that are no longer assigned. */
  void remove(Collection<TopicPartition> removed) {
    removed.forEach(p -> states.remove(p.partition()));
    diverged.keySet().removeAll(Set.copyOf(removed));
  }

  /** Pauses partitions until the store provides their start offsets. */
  void hold(Collection<TopicPartition> partitions) {
    consumer.pause(partitions);
    for (TopicPartition partition : partitions) {
      state(partition).unplace();
      consumer.seek(partition, 0); // any offset will do, since a paused partition is not read
    }
  }

  /** Pauses a partition whose log differs from this offset on. */
  void hold(TopicPartition partition, long divergence) {
    diverged.merge(partition, divergence, Math::min);
    hold(List.of(partition));
  }

  /** Returns whether the store may have lost writes that this instance relies on. */
  boolean outdated() {
    return store.generation() != generation
        && states.values().stream().anyMatch(PartitionState::placed);
  }

  long generation() {
    return generation;
  }

  /**
   * Determines the start offset of each waiting partition; returns whether there was any.
   *
   * @throws ProfileStoreException when the store does not answer
   */
  boolean place() {
    Set<TopicPartition> waiting = new HashSet<>(all());
    waiting.removeIf(partition -> state(partition).placed());
    if (waiting.isEmpty()) {
      return false;
    }
    if (waiting.size() == states.size()) {
      generation = store.generation(); // must be read before anything else from the store
    }
    topic.confirm();
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(waiting);
    Map<TopicPartition, Long> ends = consumer.endOffsets(waiting);
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(waiting);
    for (TopicPartition partition : waiting) {
      place(
          partition,
          beginnings.getOrDefault(partition, 0L),
          ends.getOrDefault(partition, 0L),
          committed.get(partition));
    }
    return true;
  }

  private void place(
      TopicPartition partition, long beginning, long end, @Nullable OffsetAndMetadata committed) {
    PartitionState state = state(partition);
    state.resume(stored(partition.partition(), beginning));
    rebuilding(state, partition);
    if (committed != null && committed.metadata().equals(topic.id())) {
      state.handledBefore(committed.offset());
    }
    long logEnd = Math.min(end, diverged.getOrDefault(partition, Long.MAX_VALUE));
    if (logEnd < state.limit()) {
      long lost = state.limit() - logEnd;
      await(store.saveAsync(state.truncated(logEnd), generation));
      parts.listening().truncated(partition.partition(), lost);
    }
    long next = state.checkpoint().next();
    if (next > 0 && beginning > next) {
      LOG.error(
          "{}: offsets {} to {} were deleted before they were applied", partition, next, beginning);
    }
    diverged.remove(partition);
    consumer.seek(partition, state.place(parts.settings().rewind(), beginning, end));
    consumer.resume(List.of(partition));
  }

  /** Asks the store whether it has lost profiles; if so, the next step reads the log again. */
  void checkStore() {
    List<Checkpoint> given =
        states.values().stream()
            .filter(state -> state.placed() && !state.rebuilding(0))
            .map(PartitionState::given)
            .toList();
    List<Checkpoint> lost = store.lost(given);
    if (!given.isEmpty()) {
      parts.progress().storeAnswered();
    }
    parts.progress().storeWarns(store.warning(), store.loss());
    if (!lost.isEmpty()) {
      LOG.warn(
          "the profile store has lost profiles; {} partitions are read again from the beginning",
          lost.size());
    }
  }

  private void rebuilding(PartitionState state, TopicPartition partition) {
    long end = store.rebuildEnd(topic.id(), partition.partition());
    state.rebuilds(end);
    if (end > state.checkpoint().next()) {
      LOG.info(
          "{}: the profiles are made again from offsets {} to {}",
          partition,
          state.checkpoint().next(),
          end);
    }
  }

  /** Reads a checkpoint; without a readable one, all records are read again, which is harmless. */
  private Checkpoint stored(int partition, long beginning) {
    try {
      return store.resume(topic.id(), partition, beginning);
    } catch (ProfileStoreException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        LOG.error("partition {} is read from its beginning: {}", partition, IngestState.oneLine(e));
        return Checkpoint.none(topic.id(), partition);
      }
      throw e;
    }
  }

  private static void await(CompletableFuture<Void> saved) {
    try {
      saved.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProfileStoreException known
          ? known
          : new ProfileStoreException("a checkpoint could not be saved", e);
    }
  }

  boolean has(TopicPartition partition) {
    return states.containsKey(partition.partition());
  }

  EventPosition position(int partition, long offset) {
    return state(partition).position(offset);
  }

  boolean rebuilding(int partition, long offset) {
    return state(partition).rebuilding(offset);
  }

  PartitionState state(TopicPartition partition) {
    return state(partition.partition());
  }

  private PartitionState state(int partition) {
    PartitionState state = states.get(partition);
    if (state == null) {
      throw new IllegalStateException("partition " + partition + " is not assigned");
    }
    return state;
  }

  /** Records that everything up to these offsets was given to the store. */
  void launched(Map<TopicPartition, OffsetAndMetadata> ends) {
    ends.forEach((partition, end) -> state(partition).launched(end));
  }

  /** Records that everything up to these offsets is settled. */
  void settled(Map<TopicPartition, OffsetAndMetadata> ends) {
    ends.forEach((partition, end) -> {
      if (state(partition).settled(end)) {
        LOG.info("{}: the profiles are made again", partition);
      }
    });
  }

  Collection<TopicPartition> all() {
    return states.keySet().stream()
        .map(number -> new TopicPartition(topic.name(), number))
        .toList();
  }

  /** Returns the partitions whose start offset is known. */
  Collection<TopicPartition> placed() {
    return all().stream().filter(partition -> state(partition).placed()).toList();
  }

  List<PartitionProgress> progress() {
    List<PartitionProgress> progress = new ArrayList<>(states.size());
    for (TopicPartition partition : all()) {
      PartitionState state = state(partition);
      if (state.placed()) {
        consumer.currentLag(partition).ifPresent(state::lag);
      }
      progress.add(state.progress());
    }
    return progress;
  }
}

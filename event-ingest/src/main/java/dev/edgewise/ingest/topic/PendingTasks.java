/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of a topic of tasks and isn't finished: one waiting task for each user, at
 * most one that is worked on, and for each partition the offsets that are open. Thread-safe.
 */
final class PendingTasks {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();
  private final Map<String, Entry> waiting = new LinkedHashMap<>();
  private @Nullable Entry running;

  /** A task and where it stands. */
  record Entry(Task task, Partition partition, long offset) {}

  /** How far a partition is read and finished, as long as it is this instance's. */
  static final class Partition {
    private final TopicPartition id;
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;
    private long committed;

    private Partition(TopicPartition id, long first) {
      this.id = id;
      this.next = first;
      this.committed = first;
    }

    /** All before this is finished. */
    private long finished() {
      return open.isEmpty() ? next : open.first();
    }
  }

  /** Adds what was read there; true when of this user there are now two, of which one is done. */
  synchronized boolean add(TopicPartition from, long offset, Task task) {
    Partition partition = read(from, offset);
    Entry added = new Entry(task, partition, offset);
    Entry other = waiting.get(task.user());
    if (other != null && other.task.time() > task.time()) {
      return true;
    }
    partition.open.add(offset);
    waiting.put(task.user(), added); // in the place of the older one, so that nobody falls behind
    if (other != null) {
      other.partition.open.remove(other.offset);
    }
    notifyAll();
    return other != null;
  }

  /** Passes over what was read there, because it is no task. */
  synchronized void skip(TopicPartition from, long offset) {
    var _ = read(from, offset);
  }

  private Partition read(TopicPartition from, long offset) {
    Partition partition = partitions.computeIfAbsent(from, id -> new Partition(id, offset));
    partition.next = offset + 1;
    return partition;
  }

  /** Those that wait, the longest-waiting user first, as soon as there are any. */
  synchronized List<Entry> waiting() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    return List.copyOf(waiting.values());
  }

  /** Takes this one out to work on it; false when it waits no more. */
  synchronized boolean begin(Entry entry) {
    if (!waiting.remove(entry.task.user(), entry)) {
      return false;
    }
    running = entry;
    return true;
  }

  /** The one that was worked on is finished; of no effect on a partition that has moved on. */
  synchronized void finish(Entry entry) {
    entry.partition.open.remove(entry.offset);
    running = null;
  }

  /** The one that was worked on is not finished, and stays open. */
  synchronized void abandon() {
    running = null;
  }

  /** What can be committed of these partitions and isn't yet: up to the first open offset each. */
  synchronized Map<TopicPartition, OffsetAndMetadata> finished(Collection<TopicPartition> of) {
    Map<TopicPartition, OffsetAndMetadata> finished = new HashMap<>();
    for (TopicPartition id : of) {
      Partition partition = partitions.get(id);
      if (partition != null && partition.finished() > partition.committed) {
        finished.put(partition.id, new OffsetAndMetadata(partition.finished()));
      }
    }
    return finished;
  }

  synchronized void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((id, offset) -> {
      Partition partition = partitions.get(id);
      if (partition != null) {
        partition.committed = offset.offset();
      }
    });
  }

  /** Forgets what another instance reads now, from the commit on. */
  synchronized void drop(Collection<TopicPartition> gone) {
    partitions.keySet().removeAll(gone);
    waiting.values().removeIf(entry -> gone.contains(entry.partition.id));
  }

  synchronized void clear() {
    partitions.clear();
    waiting.clear();
  }

  /** Those that wait and the one that is worked on. */
  synchronized int size() {
    return waiting.size() + (running == null ? 0 : 1);
  }
}

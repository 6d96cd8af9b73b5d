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
 * The unfinished tasks of a topic: at most one waiting task for each user, at most one running
 * task, and the offsets of unfinished tasks in each partition. Thread-safe.
 */
final class PendingTasks {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();
  private final Map<String, Entry> waiting = new LinkedHashMap<>();
  private @Nullable Entry running;

  /** A task and its place in the topic. */
  record Entry(Task task, Partition partition, long offset) {}

  /** The progress in a partition while it is assigned to this instance. */
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

    /** Returns the offset below which all tasks are finished. */
    private long finished() {
      return open.isEmpty() ? next : open.first();
    }
  }

  /** Adds a task; returns whether it replaced another task of its user or was itself too old. */
  synchronized boolean add(TopicPartition from, long offset, Task task) {
    Partition partition = read(from, offset);
    Entry added = new Entry(task, partition, offset);
    Entry other = waiting.get(task.user());
    if (other != null && other.task.time() > task.time()) {
      return true;
    }
    partition.open.add(offset);
    waiting.put(task.user(), added); // keeps the older task's place in the queue
    if (other != null) {
      other.partition.open.remove(other.offset);
    }
    notifyAll();
    return other != null;
  }

  synchronized void skip(TopicPartition from, long offset) {
    var _ = read(from, offset);
  }

  private Partition read(TopicPartition from, long offset) {
    Partition partition = partitions.computeIfAbsent(from, id -> new Partition(id, offset));
    partition.next = offset + 1;
    return partition;
  }

  /** Returns the waiting tasks, longest waiting user first; blocks until there is one. */
  synchronized List<Entry> waiting() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    return List.copyOf(waiting.values());
  }

  /** Starts a task; returns false when it no longer waits. */
  synchronized boolean begin(Entry entry) {
    if (!waiting.remove(entry.task.user(), entry)) {
      return false;
    }
    running = entry;
    return true;
  }

  /** Finishes the running task; has no effect on a partition that is assigned elsewhere now. */
  synchronized void finish(Entry entry) {
    entry.partition.open.remove(entry.offset);
    running = null;
  }

  /** Stops the running task without finishing it; its offset stays open. */
  synchronized void abandon() {
    running = null;
  }

  /** Returns the new offsets to commit for these partitions: the first unfinished one of each. */
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

  /** Drops the tasks of partitions that another instance reads now. */
  synchronized void drop(Collection<TopicPartition> dropped) {
    partitions.keySet().removeAll(dropped);
    waiting.values().removeIf(entry -> dropped.contains(entry.partition.id));
  }

  synchronized void clear() {
    partitions.clear();
    waiting.clear();
  }

  synchronized int size() {
    return waiting.size() + (running == null ? 0 : 1);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.kafka.Backoff;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.KafkaOutage;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.ingest.update.IngestState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;

/**
 * Performs the tasks of a topic, which are keyed by user, and shares them with the other readers of
 * its consumer group. If a user has several tasks, only the newest is performed; the most urgent
 * waiting task comes first. Offsets are committed up to the first unfinished task of a partition.
 * So an unfinished task is always delivered again, here or elsewhere, and a finished one may be:
 * work must be safe to repeat. One platform thread reads, another performs the tasks one by one.
 * Public methods are thread-safe.
 */
public final class TaskReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(15);
  private static final Duration RETENTION = Duration.ofDays(1);
  private static final long COMMIT_NANOS = Duration.ofMillis(200).toNanos();
  private static final long PROBE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int MOST = 1000;
  private static final int AT_ONCE = 100;

  private final KafkaSettings settings;
  private final String topic;
  private final String group;
  private final PendingTasks tasks = new PendingTasks();
  private final TaskWork work;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final Thread thread;
  private volatile boolean closing;
  private final KafkaOutage outage = new KafkaOutage();
  private boolean full;
  private long lastCommit;
  private long lastProbe;

  /**
   * A reader that has not started.
   *
   * @param topic is created if missing, with a retention of one day
   * @param group the consumer group that shares the work
   * @param urgency returns a task's urgency. It is called for every waiting task at each choice, so
   *     it must be fast. The greatest urgency wins; among equals, the user who has waited longest
   * @param worker performs a task. Exceptions are logged and the task counts as done, except that a
   *     task interrupted by {@link #close} is delivered again if the worker throws
   */
  public TaskReader(
      KafkaSettings settings,
      String topic,
      String group,
      ToDoubleFunction<Task> urgency,
      java.util.function.Consumer<Task> worker) {
    this.settings = settings;
    this.topic = topic;
    this.group = group;
    this.work = new TaskWork(tasks, urgency, worker);
    this.thread = Thread.ofPlatform().name("task-reader").unstarted(this::run);
  }

  /** Starts where the group left off; returns at once, whether or not Kafka is available. */
  public void start() {
    work.start();
    thread.start();
  }

  /** Returns the number of tasks that the worker performed without an exception. */
  public long done() {
    return work.done();
  }

  /** Returns the number of failed tasks, and of records that were not tasks. */
  public long failures() {
    return work.failures();
  }

  /** Returns the number of tasks that wait or run here, without those still in the topic. */
  public int pending() {
    return tasks.size();
  }

  /** Returns the number of tasks that were skipped because their user had a newer one. */
  public long superseded() {
    return work.superseded();
  }

  /** Returns the present problem with Kafka, or null. */
  public @Nullable String problem() {
    return outage.problem();
  }

  private void run() {
    while (!closing) {
      session();
    }
  }

  /** Runs one consumer until it fails or this closes; the next one begins at the last commit. */
  private void session() {
    tasks.clear();
    full = false;
    try {
      Consumer<byte[], byte[]> opened = Consumers.inGroup(settings, group, AT_ONCE);
      try {
        consume(opened);
        work.stop();
      } finally {
        Consumers.close(opened); // gives the partitions back, which commits finished tasks
      }
    } catch (InterruptException e) {
      // closing took too long
    } catch (RuntimeException e) {
      failed(e);
      backoff.pause(() -> closing);
    }
  }

  private void consume(Consumer<byte[], byte[]> from) {
    var _ = Topics.ensure(settings, Set.of(topic), RETENTION);
    from.subscribe(List.of(topic), new Rebalance(from));
    while (!closing) {
      pace(from);
      for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
        work.add(record);
      }
      if (System.nanoTime() - lastCommit > COMMIT_NANOS) {
        commit(from, from.assignment());
        lastCommit = System.nanoTime();
      }
      probe(from);
    }
  }

  /** Pauses the partitions while too many tasks wait; polling continues to stay in the group. */
  private void pace(Consumer<byte[], byte[]> from) {
    int pending = tasks.size();
    if (pending > MOST - AT_ONCE) {
      full = true;
      from.pause(from.assignment());
    } else if (full && pending < MOST / 2) {
      full = false;
      from.resume(from.paused());
    }
  }

  private void commit(Consumer<byte[], byte[]> to, Collection<TopicPartition> of) {
    Map<TopicPartition, OffsetAndMetadata> finished = tasks.finished(of);
    if (finished.isEmpty()) {
      return;
    }
    try {
      to.commitSync(finished);
      tasks.committed(finished);
      answered();
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // the next owner of the partitions repeats this work
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      failed(e);
    }
  }

  /** Asks the broker at intervals, since a poll does not fail without a broker. */
  private void probe(Consumer<byte[], byte[]> from) {
    Set<TopicPartition> assigned = from.assignment();
    if (assigned.isEmpty() || System.nanoTime() - lastProbe < PROBE_NANOS) {
      return;
    }
    try {
      var _ = from.endOffsets(assigned);
      answered();
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      failed(e);
    }
    lastProbe = System.nanoTime();
  }

  private void answered() {
    outage.over();
    backoff.reset();
  }

  private void failed(RuntimeException cause) {
    outage.met(IngestState.oneLine(cause));
  }

  /**
   * Stops reading, interrupts a running worker, commits finished tasks, and leaves the group,
   * within some 15 seconds. After that the worker is not called again.
   */
  @Override
  public void close() {
    closing = true;
    work.interrupt();
    try {
      if (thread.isAlive() && !thread.join(CLOSE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;

    private Rebalance(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        commit(consumer, partitions);
      } finally {
        tasks.drop(partitions);
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (full) {
        consumer.pause(partitions);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      tasks.drop(partitions);
    }
  }
}

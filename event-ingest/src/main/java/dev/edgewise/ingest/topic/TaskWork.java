/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.update.IngestState;
import dev.edgewise.profile.store.ProfileStoreException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The working half of a {@link TaskReader}: chooses among the pending tasks, performs them one by
 * one on its own platform thread, and counts the results.
 */
final class TaskWork {
  private static final Logger LOG = LoggerFactory.getLogger(TaskWork.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final PendingTasks tasks;
  private final ToDoubleFunction<Task> urgency;
  private final Consumer<Task> worker;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong superseded = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;
  private boolean failing;

  TaskWork(PendingTasks tasks, ToDoubleFunction<Task> urgency, Consumer<Task> worker) {
    this.tasks = tasks;
    this.urgency = urgency;
    this.worker = worker;
    this.thread = Thread.ofPlatform().name("task-worker").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  long done() {
    return done.get();
  }

  long failures() {
    return failures.get();
  }

  long superseded() {
    return superseded.get();
  }

  /** Adds the task in a record; skips a record that is not a task. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition from = new TopicPartition(record.topic(), record.partition());
    String user = userOf(record.key());
    byte[] value = record.value();
    if (user == null || value == null) {
      failures.incrementAndGet();
      LOG.warn(
          "{} offset {} is not a task: it needs a user as key, and a value", from, record.offset());
      tasks.skip(from, record.offset());
    } else if (tasks.add(from, record.offset(), new Task(user, value, record.timestamp()))) {
      superseded.incrementAndGet();
    }
  }

  private static @Nullable String userOf(byte @Nullable [] key) {
    if (key == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private void run() {
    while (!closing) {
      try {
        PendingTasks.Entry next = choose();
        if (next != null && tasks.begin(next)) {
          perform(next);
        }
      } catch (InterruptedException e) {
        // closing
      }
    }
  }

  private PendingTasks.@Nullable Entry choose() throws InterruptedException {
    PendingTasks.Entry best = null;
    double most = 0;
    for (PendingTasks.Entry entry : tasks.waiting()) {
      double urgent = urgencyOf(entry.task());
      if (best == null || urgent > most) {
        best = entry;
        most = urgent;
      }
    }
    return best;
  }

  private double urgencyOf(Task task) {
    try {
      double urgent = urgency.applyAsDouble(task);
      return Double.isNaN(urgent) ? Double.NEGATIVE_INFINITY : urgent;
    } catch (RuntimeException e) {
      failed("the urgency of a task can't be computed", e);
      return Double.NEGATIVE_INFINITY;
    }
  }

  private void perform(PendingTasks.Entry entry) {
    try {
      if (closing) { // the interruption may have hit an earlier task
        tasks.abandon();
        return;
      }
      worker.accept(entry.task());
      done.incrementAndGet();
      succeeded();
      tasks.finish(entry);
    } catch (RuntimeException | Error e) {
      if (closing) {
        tasks.abandon();
        return;
      }
      failures.incrementAndGet();
      failed("a task failed", e);
      tasks.finish(entry);
    } finally {
      var _ = Thread.interrupted(); // the next task must not see this task's interruption
    }
  }

  /** Logs the first of several failures, since an outage fails all tasks. */
  private void failed(String what, Throwable cause) {
    if (!failing && cause instanceof ProfileStoreException) {
      LOG.warn("{}: {}; further failures are only counted", what, IngestState.oneLine(cause));
    } else if (!failing) {
      LOG.error("{}; further failures are only counted", what, cause);
    }
    failing = true;
  }

  private void succeeded() {
    if (failing) {
      LOG.info("tasks succeed again; {} have failed so far", failures.get());
    }
    failing = false;
  }

  /** Starts no more tasks, and interrupts the running one. */
  void interrupt() {
    closing = true;
    thread.interrupt();
  }

  /** Interrupts the worker, and waits a bounded time for its end. */
  void stop() {
    interrupt();
    try {
      var _ = thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

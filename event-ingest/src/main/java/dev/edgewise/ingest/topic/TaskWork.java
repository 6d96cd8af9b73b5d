/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

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
 * The working half of a {@link TaskReader}: chooses among the pending tasks and does them, one at a
 * time, on a platform thread of its own, and counts what becomes of them.
 */
final class TaskWork {
  private static final Logger LOG = LoggerFactory.getLogger(TaskWork.class);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final int SHOWN = 8;

  private final PendingTasks tasks;
  private final ToDoubleFunction<Task> urgency;
  private final Consumer<Task> worker;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong superseded = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

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

  /** Takes in what was read; a record that is no task is passed over. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition from = new TopicPartition(record.topic(), record.partition());
    String user = userOf(record.key());
    byte[] value = record.value();
    if (user == null || value == null) {
      failures.incrementAndGet();
      LOG.warn("no task at {} {}", from, record.offset());
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
      LOG.error("the urgency of a task for {} could not be told", shown(task.user()), e);
      return Double.NEGATIVE_INFINITY;
    }
  }

  private void perform(PendingTasks.Entry entry) {
    try {
      if (closing) { // the interruption that says so may have been taken for another
        tasks.abandon();
        return;
      }
      worker.accept(entry.task());
      done.incrementAndGet();
      tasks.finish(entry);
    } catch (RuntimeException | Error e) {
      if (closing) {
        tasks.abandon();
        return;
      }
      failures.incrementAndGet();
      LOG.error("a task for {} failed", shown(entry.task().user()), e);
      tasks.finish(entry);
    } finally {
      var _ = Thread.interrupted(); // one task's interruption is not the next one's
    }
  }

  /** Enough of an id to find it by, and nothing that a log can trip over. */
  private static String shown(String user) {
    String plain = user.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
  }

  /** Begins no more tasks, and interrupts the one that is under way. */
  void interrupt() {
    closing = true;
    thread.interrupt();
  }

  /** Interrupts, and waits a bounded time for the worker to end. */
  void stop() {
    interrupt();
    try {
      var _ = thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

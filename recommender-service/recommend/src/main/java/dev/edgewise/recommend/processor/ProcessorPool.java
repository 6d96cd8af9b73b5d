/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerBusyException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The platform threads for the processor work of requests, one for each processor. The requests'
 * own virtual threads only wait, so that short requests always find a carrier thread. Work that is
 * predicted to be late, by its measured time and the queue before it, is refused at once. The last
 * part of a list goes before the first part of others, so that what was begun is answered. Work
 * that is late is interrupted; its loops check for that. Thread-safe.
 */
public final class ProcessorPool implements AutoCloseable {
  private static final int MAX_WAITING = 10_000;
  private static final double NEWEST_WEIGHT = 0.05;
  private static final Duration LAST = Duration.ofMillis(50);

  private final ThreadPoolExecutor threads;
  private final BoundedCall first;
  private final BoundedCall last;
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile double meanNanos;

  /** Starts a pool with this number of threads. */
  public ProcessorPool(int size) {
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            ThreadPriority.REQUESTS.threads("request-work-"));
    this.first = new BoundedCall(work -> add(work, false), Duration.ZERO);
    this.last = new BoundedCall(work -> add(work, true), Duration.ZERO);
  }

  /**
   * Work in the order in which it is done: the last parts of lists, then first come, first served.
   */
  private record Task(Runnable work, boolean last, long number)
      implements Runnable, Comparable<Task> {
    private static final Comparator<Task> ORDER =
        Comparator.comparing(Task::last).reversed().thenComparingLong(Task::number);

    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Task other) {
      return ORDER.compare(this, other);
    }
  }

  private void add(Runnable work, boolean last) {
    if (waiting() >= MAX_WAITING) {
      throw new RejectedExecutionException("already " + MAX_WAITING + " tasks wait");
    }
    threads.execute(new Task(work, last, added.incrementAndGet()));
  }

  /** A processor on these threads for a request with a deadline. */
  public Processor by(Deadline deadline) {
    return new Processor() {
      @Override
      public <T> T run(Supplier<T> work) {
        long time = deadline.remaining().toNanos();
        if (time <= 0 || expectedNanos() > time) {
          refused.incrementAndGet();
          throw new RankerBusyException("there is no time for this work beside other requests");
        }
        return first.call("making the list", () -> measured(work), deadline);
      }

      @Override
      public <T> T finish(Supplier<T> work) {
        return last.call("ordering the list", () -> measured(work), deadline.atLeast(LAST));
      }
    };
  }

  private <T> T measured(Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      learn(System.nanoTime() - start);
    }
  }

  /** When work would be done that is added now; 0 while a thread is free. */
  private double expectedNanos() {
    int waiting = threads.getQueue().size();
    return waiting == 0 ? 0 : meanNanos * (1 + (waiting + 1.0) / threads.getCorePoolSize());
  }

  private synchronized void learn(long nanos) {
    meanNanos = meanNanos == 0 ? nanos : meanNanos + NEWEST_WEIGHT * (nanos - meanNanos);
  }

  /** How much work waits for a thread. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** How much work was refused because there was no time for it. */
  public long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

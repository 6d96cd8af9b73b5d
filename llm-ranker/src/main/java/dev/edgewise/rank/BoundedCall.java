/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work on another thread and gives it up when it takes too long. The work's thread is
 * interrupted when the work is late by more than a grace period, or when the caller's thread is
 * interrupted. Thread-safe.
 */
public final class BoundedCall {
  private final Executor executor;
  private final Duration grace;

  /**
   * Creates calls that run on an executor.
   *
   * @param executor must be bounded, so that only a limited number of hanging calls can pile up
   * @param grace how late an answer may be: about the time of one group of candidates
   */
  public BoundedCall(Executor executor, Duration grace) {
    this.executor = executor;
    this.grace = grace;
  }

  /**
   * Runs the work and returns its result. The work itself is expected to keep the deadline; this
   * method protects the caller when it doesn't.
   *
   * @param activity name of the work in messages, for example {@code ranking}
   * @throws RankerException when the work fails; a {@link RankerLateException} when it is late; a
   *     {@link RankerBusyException} when the executor has no free thread; a {@link
   *     WorkCancelledException} when the caller's thread is interrupted
   */
  public <T> T call(String activity, Callable<T> work, Deadline deadline) {
    FutureTask<T> task = new FutureTask<>(work);
    try {
      executor.execute(task);
      Duration wait = deadline.remaining().plus(grace);
      return task.get(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new RankerBusyException("Too many requests are running", e);
    } catch (TimeoutException e) {
      throw new RankerLateException(activity + " was late by more than " + grace, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RankerException known) {
        throw known;
      }
      throw new RankerException(activity + " failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkCancelledException(e);
    } finally {
      task.cancel(true);
    }
  }
}

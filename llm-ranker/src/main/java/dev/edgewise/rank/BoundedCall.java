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
 * Calls something on another thread and doesn't wait for it when it hangs: it is given up, and its
 * thread interrupted, when it is late by more than a grace, or when whoever waits is interrupted.
 * Thread-safe.
 */
public final class BoundedCall {
  private final Executor executor;
  private final Duration grace;

  /**
   * Calls on an executor.
   *
   * @param executor bounded, so that hanging calls can't pile up without limit
   * @param grace how late an answer may be: about one group of candidates
   */
  public BoundedCall(Executor executor, Duration grace) {
    this.executor = executor;
    this.grace = grace;
  }

  /**
   * The answer of work that keeps the deadline by itself as long as nothing goes wrong.
   *
   * @param doing names it in messages, for example {@code ranking}
   * @throws RankerException when it fails, is late, or the thread is interrupted; a {@link
   *     RankerBusyException} when there is no thread for it
   */
  public <T> T call(String doing, Callable<T> work, Deadline deadline) {
    FutureTask<T> task = new FutureTask<>(work);
    try {
      executor.execute(task);
      Duration wait = deadline.remaining().plus(grace);
      return task.get(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new RankerBusyException("Too many requests are being answered", e);
    } catch (TimeoutException e) {
      throw new RankerException(doing + " was late by more than " + grace, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RankerException known) {
        throw known;
      }
      throw new RankerException(doing + " failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RankerException("Interrupted while " + doing, e);
    } finally {
      task.cancel(true);
    }
  }
}

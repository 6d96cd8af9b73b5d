/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A ranker that doesn't wait for one that hangs: the wrapped ranker works on an executor's thread,
 * and is given up when it is late by more than a grace. Put a {@link FallbackRanker} around it to
 * answer all the same. Thread-safe.
 */
public final class DeadlineRanker implements Ranker {
  private final Ranker ranker;
  private final Executor executor;
  private final Duration grace;

  /**
   * Wraps a ranker, which keeps the deadline by itself as long as nothing goes wrong.
   *
   * @param executor where it works; bounded, so that hanging calls can't pile up without limit
   * @param grace how late it may be: about one group of candidates
   */
  public DeadlineRanker(Ranker ranker, Executor executor, Duration grace) {
    this.ranker = ranker;
    this.executor = executor;
    this.grace = grace;
  }

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    CompletableFuture<Ranking> answer = new CompletableFuture<>();
    try {
      executor.execute(() -> work(request, deadline, answer));
      Duration wait = deadline.remaining().plus(grace);
      return answer.get(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new RankerException("Too many requests are being ranked", e);
    } catch (TimeoutException e) {
      throw new RankerException("The ranker was late by more than " + grace, e);
    } catch (ExecutionException e) {
      throw new RankerException("Ranking failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RankerException("Interrupted while ranking", e);
    } finally {
      answer.cancel(false);
    }
  }

  private void work(RankingRequest request, Deadline deadline, CompletableFuture<Ranking> answer) {
    if (answer.isDone()) {
      return; // given up while it waited for a thread
    }
    try {
      answer.complete(ranker.rank(request, deadline));
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  @Override
  public ModelInfo model() {
    return ranker.model();
  }

  @Override
  public void close() {
    ranker.close();
  }
}

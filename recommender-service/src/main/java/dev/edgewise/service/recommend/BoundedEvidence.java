/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.UserContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Evidence that isn't waited for when it hangs. Thread-safe. */
public final class BoundedEvidence implements Evidence {
  private final Evidence evidence;
  private final Executor executor;
  private final Duration grace;

  /**
   * Wraps evidence.
   *
   * @param executor where it works; bounded
   * @param grace how late it may be
   */
  public BoundedEvidence(Evidence evidence, Executor executor, Duration grace) {
    this.evidence = evidence;
    this.executor = executor;
    this.grace = grace;
  }

  @Override
  public List<double[]> weigh(UserContext user, List<Candidate> shown, Deadline deadline) {
    try {
      return CompletableFuture.supplyAsync(() -> evidence.weigh(user, shown, deadline), executor)
          .get(Math.max(0, deadline.remaining().plus(grace).toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException | TimeoutException | ExecutionException e) {
      throw new RankerException("no evidence: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RankerException("interrupted while weighing evidence", e);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * A ranker that doesn't wait for one that hangs. Put a {@link FallbackRanker} around it to answer
 * all the same. Thread-safe.
 */
public final class DeadlineRanker implements Ranker {
  private final Ranker ranker;
  private final BoundedCall calls;

  /** Wraps a ranker, which keeps the deadline by itself as long as nothing goes wrong. */
  public DeadlineRanker(Ranker ranker, BoundedCall calls) {
    this.ranker = ranker;
    this.calls = calls;
  }

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    return calls.call("ranking", () -> ranker.rank(request, deadline), deadline);
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

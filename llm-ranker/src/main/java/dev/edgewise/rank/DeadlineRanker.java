/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * A ranker that gives up a wrapped ranker when its model hangs. Wrap it in a {@link FallbackRanker}
 * to get an answer in that case, too. Thread-safe.
 */
public final class DeadlineRanker implements Ranker {
  private final Ranker ranker;
  private final BoundedCall calls;

  /** Wraps a ranker, which itself is expected to keep the deadline. */
  public DeadlineRanker(Ranker ranker, BoundedCall calls) {
    this.ranker = ranker;
    this.calls = calls;
  }

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    if (!ranker.usesModel()) {
      return ranker.rank(request, deadline);
    }
    return calls.call("ranking", () -> ranker.rank(request, deadline), deadline);
  }

  @Override
  public boolean usesModel() {
    return ranker.usesModel();
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.function.Consumer;

/**
 * A ranker that always answers. When the wrapped ranker throws, loses candidates or returns a score
 * that isn't a finite number, this ranker reports the failure and returns the first stage's order,
 * marked as such. Thread-safe.
 */
public final class FallbackRanker implements Ranker {
  private final Ranker ranker;
  private final Consumer<RankerException> onFailure;

  /**
   * Wraps a ranker.
   *
   * @param onFailure receives each failure on the caller's thread, for counting and health
   */
  public FallbackRanker(Ranker ranker, Consumer<RankerException> onFailure) {
    this.ranker = ranker;
    this.onFailure = onFailure;
  }

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    try {
      return checked(request, ranker.rank(request, deadline));
    } catch (RankerException e) {
      onFailure.accept(e);
    } catch (RuntimeException e) {
      onFailure.accept(new RankerException("Ranking failed: " + e, e));
    }
    return FirstStageRanker.ranking(request);
  }

  private static Ranking checked(RankingRequest request, Ranking ranking) {
    int requested = request.candidates().size();
    int ranked = ranking.items().size();
    if (ranked != requested) {
      throw new RankerException(
          "The ranker returned " + ranked + " items for " + requested + " candidates");
    }
    for (Ranking.Entry entry : ranking.items()) {
      if (!Double.isFinite(entry.score())) {
        throw new RankerException(
            "The score of item " + entry.candidate().id() + " is " + entry.score());
      }
    }
    return ranking;
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

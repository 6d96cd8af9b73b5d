/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.function.Consumer;

/**
 * A ranker that always answers: when the one it wraps fails or gives scores that are no numbers,
 * the first stage's order stands, marked as such, and the failure is reported. Thread-safe.
 */
public final class FallbackRanker implements Ranker {
  private final Ranker ranker;
  private final Consumer<RankerException> onFailure;

  /**
   * Wraps a ranker.
   *
   * @param onFailure told of each failure, on the thread that asked; for counting and health
   */
  public FallbackRanker(Ranker ranker, Consumer<RankerException> onFailure) {
    this.ranker = ranker;
    this.onFailure = onFailure;
  }

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    try {
      return sound(request, ranker.rank(request, deadline));
    } catch (RankerException e) {
      onFailure.accept(e);
    } catch (RuntimeException e) {
      onFailure.accept(new RankerException("Ranking failed: " + e, e));
    }
    return FirstStageRanker.ranking(request);
  }

  private static Ranking sound(RankingRequest request, Ranking ranking) {
    int asked = request.candidates().size();
    int ranked = ranking.items().size();
    if (ranked != asked) {
      throw new RankerException(asked + " candidates were to rank, " + ranked + " came back");
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
  public ModelInfo model() {
    return ranker.model();
  }

  @Override
  public void close() {
    ranker.close();
  }
}

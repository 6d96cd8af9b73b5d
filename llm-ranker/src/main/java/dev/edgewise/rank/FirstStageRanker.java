/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * A ranker that keeps the first stage's order: the baseline for every model, and the answer without
 * a model. Immutable and thread-safe.
 */
public final class FirstStageRanker implements Ranker {

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    return ranking(request);
  }

  static Ranking ranking(RankingRequest request) {
    return new Ranking(Ranking.Entry.inPlace(request.candidates()), Ranking.Tokens.NONE);
  }

  @Override
  public boolean usesModel() {
    return false;
  }

  @Override
  public ModelInfo model() {
    return ModelInfo.NONE;
  }

  @Override
  public void close() {}
}

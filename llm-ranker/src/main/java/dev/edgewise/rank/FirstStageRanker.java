/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * The ranker that leaves the first stage's order as it is: the baseline beside every model, and the
 * answer when there is none. Immutable and thread-safe.
 */
public final class FirstStageRanker implements Ranker {

  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    return ranking(request);
  }

  /** The request's candidates as they came. */
  static Ranking ranking(RankingRequest request) {
    List<Ranking.Entry> entries = new ArrayList<>();
    for (Candidate candidate : request.candidates()) {
      entries.add(entry(candidate, entries.size() + 1));
    }
    return new Ranking(entries, Ranking.Tokens.NONE);
  }

  /**
   * A candidate that keeps its place; its score is x / (1 + x) of the first stage's positive x,
   * which keeps the order and lies between 0 and 1.
   *
   * @param rank its place in the request, from 1
   */
  public static Ranking.Entry entry(Candidate candidate, int rank) {
    double x = Math.max(0, candidate.firstStageScore());
    double score = Double.isFinite(x) ? x / (1 + x) : 1;
    return new Ranking.Entry(candidate, rank, score, Ranking.RankedBy.FIRST_STAGE);
  }

  @Override
  public ModelInfo model() {
    return ModelInfo.NONE;
  }

  @Override
  public void close() {}
}

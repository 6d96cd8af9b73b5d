/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.ArrayList;
import java.util.List;

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
    List<Ranking.Entry> entries = new ArrayList<>();
    for (Candidate candidate : request.candidates()) {
      entries.add(entry(candidate, entries.size() + 1));
    }
    return new Ranking(entries, Ranking.Tokens.NONE);
  }

  /**
   * Returns the entry of a candidate that keeps its place. Its score is x / (1 + x), with x the
   * first stage's positive score: this lies between 0 and 1 and keeps the order.
   *
   * @param rank the candidate's place in the request, from 1
   */
  public static Ranking.Entry entry(Candidate candidate, int rank) {
    double x = Math.max(0, candidate.firstStageScore());
    double score = Double.isFinite(x) ? x / (1 + x) : 1;
    return new Ranking.Entry(candidate, rank, score, Ranking.RankedBy.RANKER);
  }

  @Override
  public ModelInfo model() {
    return ModelInfo.NONE;
  }

  @Override
  public void close() {}
}

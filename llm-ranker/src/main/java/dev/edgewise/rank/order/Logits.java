/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.rank.Ranking;

/** Scores as log-odds, in which parts add up. */
public final class Logits {
  /** Beyond this a score can't be told from 0 or 1. */
  private static final double MOST = 36;

  private Logits() {}

  /** An entry's logit: the sum of its parts, or what its score says where it has none. */
  public static double of(Ranking.Entry entry) {
    if (entry.contributions().isEmpty()) {
      double score = entry.score();
      return Math.max(-MOST, Math.min(MOST, Math.log(score) - Math.log1p(-score)));
    }
    double sum = 0;
    for (double part : entry.contributions().values()) {
      sum += part;
    }
    return sum;
  }

  public static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** Whether the first stage alone decided on its place. */
  static boolean firstStage(Ranking.Entry entry) {
    return entry.rankedBy() == Ranking.RankedBy.FIRST_STAGE;
  }

  /** Whether the scores of the two mean the same: those of model and first stage don't. */
  static boolean comparable(Ranking.Entry one, Ranking.Entry other) {
    return firstStage(one) == firstStage(other);
  }
}

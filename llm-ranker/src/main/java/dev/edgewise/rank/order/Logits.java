/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.rank.Ranking;

/** Computes with scores as log-odds, where the parts of a score add up. */
public final class Logits {
  /** Beyond this logit a score in double precision can't be told from 0 or 1. */
  private static final double LIMIT = 36;

  private Logits() {}

  /** Returns an entry's logit: the sum of its parts, or without parts, the logit of its score. */
  public static double of(Ranking.Entry entry) {
    if (entry.contributions().isEmpty()) {
      double score = entry.score();
      return Math.max(-LIMIT, Math.min(LIMIT, Math.log(score) - Math.log1p(-score)));
    }
    double sum = 0;
    for (double part : entry.contributions().values()) {
      sum += part;
    }
    return sum;
  }

  /** Returns the sigmoid of a logit. */
  public static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** Whether the first stage decided the entry's place. */
  static boolean firstStage(Ranking.Entry entry) {
    return entry.rankedBy() == Ranking.RankedBy.RANKER
        || entry.rankedBy() == Ranking.RankedBy.POPULARITY;
  }

  /** Whether the two scores can be compared: only if the same stage made both. */
  static boolean comparable(Ranking.Entry one, Ranking.Entry other) {
    return firstStage(one) == firstStage(other);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import dev.edgewise.rank.WorkCancelledException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;

/** The items that a ranker scores for a user: the best items of each source. */
public final class CandidatePool {
  /** How many items each source brings. */
  public static final int EACH = 40;

  /** Of longer lists, each source brings this many items and a tenth of the others. */
  private static final int MANY = 100;

  private static final List<Source> SOURCES =
      List.of(
          Source.TRENDING,
          Source.LATELY,
          Source.COSINE,
          Source.COSINE_RECENT,
          Source.RP3BETA,
          Source.EASE,
          Source.EASE_RECENT,
          Source.NEXT_RECENT,
          Source.SEQUENCE,
          Source.CONTENT,
          Source.CATEGORY);

  /**
   * Scores lie between the exponentials of plus and minus this, so they are positive and finite.
   */
  private static final double MAX_LOG_SCORE = 25;

  private CandidatePool() {}

  /** How many items each source brings to a list of {@code limit} items. */
  public static int each(int limit) {
    return Math.max(EACH, Math.min(limit, MANY + (limit - MANY) / 10));
  }

  /** The numbers of the items; {@code open} tells which items may be listed at all. */
  public static int[] of(UserScores scores, IntPredicate open, int each) {
    Set<Integer> pool = new LinkedHashSet<>();
    for (Source source : SOURCES) {
      WorkCancelledException.check();
      best(scores, source, open, each).eachItem(pool::add);
    }
    return pool.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /**
   * The best items by logarithmic scores. All are lowered alike if the highest is so high that the
   * scores would end at a limit; so equal scores mean equal logarithms.
   *
   * @param logScores the score of each item
   */
  public static TopItems top(int[] items, double[] logScores, int most) {
    double above = Math.max(0, DoubleStream.of(logScores).max().orElse(0) - MAX_LOG_SCORE);
    TopItems top = new TopItems(most, any -> true);
    for (int i = 0; i < items.length; i++) {
      top.offer(items[i], Math.exp(Math.max(-MAX_LOG_SCORE, logScores[i] - above)));
    }
    return top;
  }

  /** The best items of one source. */
  public static TopItems best(UserScores scores, Source source, IntPredicate open, int most) {
    TopItems best = new TopItems(most, open);
    best.offerAll(scores.all(source));
    return best;
  }
}

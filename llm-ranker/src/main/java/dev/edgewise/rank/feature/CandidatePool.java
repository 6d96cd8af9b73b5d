/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** The items that a ranker scores for a user: the best items of each source. */
public final class CandidatePool {
  /** How many items each source brings. */
  public static final int EACH = 40;

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
          Source.CONTENT,
          Source.CATEGORY);

  private CandidatePool() {}

  /** The numbers of the items; {@code open} tells which items may be listed at all. */
  public static int[] of(UserScores scores, IntPredicate open, int each) {
    Set<Integer> pool = new LinkedHashSet<>();
    for (Source source : SOURCES) {
      best(scores, source, open, each).eachItem(pool::add);
    }
    return pool.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The best items of one source. */
  public static TopItems best(UserScores scores, Source source, IntPredicate open, int most) {
    TopItems best = new TopItems(most, open);
    best.offerAll(scores.all(source));
    return best;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.ranker.FirstStageRanking;
import dev.edgewise.lab.evaluate.ranker.FullRanking;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.Set;

/**
 * The name of a ranker, for example {@code trending} or {@code full@0.25}.
 *
 * @param base the name without the place on the line from popular to personal
 * @param personal this place, from 0 to 1; the default unless the name gives another
 */
record RankerName(String base, double personal) {
  private static final Set<String> WITH_PLACE = Set.of(FirstStageRanking.NAME, FullRanking.NAME);

  /**
   * Reads a name.
   *
   * @throws BadEvaluationException when the place isn't a number from 0 to 1
   */
  static RankerName of(String name) {
    int at = name.indexOf('@');
    if (at < 0 || !WITH_PLACE.contains(name.substring(0, at))) {
      return new RankerName(name, LearnedRanker.DEFAULT);
    }
    String place = name.substring(at + 1);
    if (!place.matches("0|1|[01]\\.\\d{1,6}") || Double.parseDouble(place) > 1) {
      throw new BadEvaluationException(
          "the ranker "
              + name
              + " needs a number from 0 to 1 after the @, for example "
              + name.substring(0, at)
              + "@0.25");
    }
    return new RankerName(name.substring(0, at), Double.parseDouble(place));
  }

  /** Whether the language model takes part. */
  boolean isFull() {
    return base.equals(FullRanking.NAME);
  }

  /** Whether something fitted takes part: the ranker, or the weights of the similarity. */
  boolean isFitted() {
    return WITH_PLACE.contains(base) || base.equals(Candidates.SIMILAR);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Ranking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps from a ranking to the order in which it is shown: ignored items are demoted, similar
 * items are spread out, and cold and new items get their places. Immutable and thread-safe.
 */
public record Arrangement(Fatigue fatigue, Diversity diversity, NewItems newItems) {
  /**
   * Returns the ranking in the order in which to show it.
   *
   * @param cold the cold items that fit the user, best first; they may be in the ranking, too
   * @param lambda diversity from 0 to 1, or null for the default
   * @param limit how many items were requested
   */
  public List<Ranking.Entry> of(
      List<Ranking.Entry> ranked,
      List<Ranking.Entry> cold,
      Profile profile,
      @Nullable Double lambda,
      int limit) {
    List<Ranking.Entry> spread = diversity.spread(fatigue.demote(ranked, profile), lambda, limit);
    return newItems.placed(ColdPlaces.filled(spread, fatigue.demote(cold, profile)));
  }

  /** Returns the settings as a text; two arrangements with the same text order alike. */
  public String version() {
    return fatigue.weight() + "/" + diversity.defaultLambda() + "/" + newItems.share();
  }
}

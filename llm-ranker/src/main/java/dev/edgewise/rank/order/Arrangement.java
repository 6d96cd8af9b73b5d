/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Ranking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a ranking to the order in which it is shown: what was ignored sinks, what is alike is
 * spread, what is new gets its share. Immutable and thread-safe.
 */
public record Arrangement(Fatigue fatigue, Diversity diversity, NewItems newItems) {
  /**
   * The ranking in its order.
   *
   * @param wished diversity from 0 to 1, or null for the usual one
   * @param limit how many items are asked for
   */
  public List<Ranking.Entry> of(
      List<Ranking.Entry> ranked, Profile profile, @Nullable Double wished, int limit) {
    return newItems.placed(diversity.spread(fatigue.sink(ranked, profile), wished, limit));
  }

  /** What makes two of them different. */
  public String version() {
    return fatigue.weight() + "/" + diversity.usual() + "/" + newItems.share();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The places for cold items in a list. A ranker that is fitted to what users chose puts items that
 * few users met behind all others, so hardly anyone would ever meet them. The first ten places stay
 * the ranker's; from the fifteenth on, every fifth place is for the cold item that fits best.
 */
public final class ColdPlaces {
  /** A list has at most this many places for cold items. */
  public static final int MOST = 10;

  private static final int FIRST = 15;
  private static final int STEP = 5;

  private ColdPlaces() {}

  /**
   * Moves cold items up to their places, at most one for each place that the list has.
   *
   * @param ranked best first
   * @param cold the cold items that fit the user, best first
   * @return as many entries, best first; an item that moved has the score of the one that it
   *     displaced
   */
  public static List<Ranking.Entry> filled(List<Ranking.Entry> ranked, List<Ranking.Entry> cold) {
    List<Ranking.Entry> filled = new ArrayList<>(ranked);
    int place = FIRST - 1;
    for (int i = 0; i < cold.size() && place < ranked.size(); i++) {
      Ranking.Entry entry = cold.get(i);
      int at = place(filled, entry.candidate().id());
      if (at < 0 || at > place) {
        double score = filled.get(place).score();
        filled.remove(at < 0 ? filled.size() - 1 : at);
        filled.add(place, entry.scored(score, Map.of()));
        place += STEP;
      }
    }
    return filled;
  }

  private static int place(List<Ranking.Entry> entries, String id) {
    for (int place = 0; place < entries.size(); place++) {
      if (entries.get(place).candidate().id().equals(id)) {
        return place;
      }
    }
    return -1;
  }
}

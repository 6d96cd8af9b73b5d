/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.rank.feature.ScoredItem;
import java.util.ArrayList;
import java.util.List;

/**
 * The places for cold items in a list. A ranker that is fitted to what users chose puts items that
 * few users met behind all others, so hardly anyone would ever meet them. The first ten places stay
 * the ranker's; from the fifteenth on, every fifth place is for the cold item that fits best.
 */
final class ColdPlaces {
  /** A list has at most this many places for cold items. */
  static final int MOST = 10;

  private static final int FIRST = 15;
  private static final int STEP = 5;

  private ColdPlaces() {}

  /**
   * Moves cold items up to their places, at most one for each place that the list has.
   *
   * @param ranked best first
   * @param cold numbers of the cold items that fit the user, best first
   * @return as many items, best first; an item that moved has the score of the one that it
   *     displaced
   */
  static List<ScoredItem> filled(List<ScoredItem> ranked, int[] cold) {
    List<ScoredItem> filled = new ArrayList<>(ranked);
    int place = FIRST - 1;
    for (int i = 0; i < cold.length && place < ranked.size(); i++) {
      int item = cold[i];
      int at = place(filled, item);
      if (at < 0 || at > place) {
        double score = filled.get(place).score();
        filled.remove(at < 0 ? filled.size() - 1 : at);
        filled.add(place, new ScoredItem(item, score));
        place += STEP;
      }
    }
    return filled;
  }

  private static int place(List<ScoredItem> items, int item) {
    for (int place = 0; place < items.size(); place++) {
      if (items.get(place).item() == item) {
        return place;
      }
    }
    return -1;
  }
}

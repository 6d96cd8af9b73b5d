/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import dev.edgewise.rank.order.TraitSets;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The diversity of a list: 1 minus the mean Jaccard similarity of the traits of each pair of items
 * (Ziegler et al., "Improving recommendation lists through topic diversification", WWW 2005). Items
 * without traits are similar to no other.
 */
public final class ListDiversity {
  private final Map<String, int[]> traits = new HashMap<>();

  public ListDiversity(Catalogue catalogue) {
    TraitSets sets = new TraitSets();
    catalogue.all().forEach(item -> traits.put(item.id(), sets.of(catalogue.traitsOf(item.id()))));
  }

  /** From 0, for equal items, to 1; NaN for fewer than two items. */
  double of(List<String> items) {
    List<int[]> sets = items.stream().map(item -> traits.getOrDefault(item, new int[0])).toList();
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < sets.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += TraitSets.jaccard(sets.get(i), sets.get(j));
        pairs++;
      }
    }
    return pairs == 0 ? Double.NaN : 1 - sum / pairs;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

/** Selects the items with the highest scores; of equal scores, the item that comes first wins. */
record BestOf(List<String> items) {
  private static final Comparator<Scored> WORST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .thenComparing(Comparator.comparingInt(Scored::place).reversed());

  private record Scored(int place, double score) {}

  /**
   * The best open items, best first.
   *
   * @param score of the item at each place
   */
  List<String> select(IntToDoubleFunction score, Predicate<String> open, int most) {
    PriorityQueue<Scored> best = new PriorityQueue<>(WORST_FIRST);
    for (int i = 0; i < items.size(); i++) {
      double value = score.applyAsDouble(i);
      boolean better = best.size() < most || value > best.element().score;
      if (better && open.test(items.get(i))) {
        best.add(new Scored(i, value));
        if (best.size() > most) {
          best.remove();
        }
      }
    }
    List<String> order = new ArrayList<>();
    while (!best.isEmpty()) {
      order.add(items.get(best.remove().place));
    }
    return order.reversed();
  }
}

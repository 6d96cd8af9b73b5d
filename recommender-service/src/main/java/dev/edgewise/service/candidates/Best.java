/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Keeps the items with the largest positive scores; equal scores go by id, so that answers don't
 * waver.
 */
final class Best {
  private static final Comparator<Map.Entry<String, Double>> WORST_FIRST =
      Map.Entry.<String, Double>comparingByValue()
          .thenComparing(Map.Entry.<String, Double>comparingByKey().reversed());

  private final PriorityQueue<Map.Entry<String, Double>> heap = new PriorityQueue<>(WORST_FIRST);
  private final int most;
  private final Predicate<String> open;

  Best(int most) {
    this(most, item -> true);
  }

  /**
   * The best of those items that may be kept.
   *
   * @param open whether an item may; asked only of items that are good enough
   */
  Best(int most, Predicate<String> open) {
    this.most = most;
    this.open = open;
  }

  void offer(String item, double score) {
    if (!(score > 0) || most == 0) {
      return;
    }
    if (heap.size() < most) {
      if (open.test(item)) {
        heap.add(Map.entry(item, score));
      }
    } else if (score >= heap.element().getValue()) {
      Map.Entry<String, Double> entry = Map.entry(item, score);
      if (WORST_FIRST.compare(entry, heap.element()) > 0 && open.test(item)) {
        heap.remove();
        heap.add(entry);
      }
    }
  }

  Map<String, Double> scores() {
    Map<String, Double> scores = new HashMap<>();
    heap.forEach(e -> scores.put(e.getKey(), e.getValue()));
    return scores;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** Keeps the items with the largest scores; equal scores go by id, so that answers don't waver. */
final class Best {
  private static final Comparator<Map.Entry<String, Double>> WORST_FIRST =
      Map.Entry.<String, Double>comparingByValue()
          .thenComparing(Map.Entry.<String, Double>comparingByKey().reversed());

  private final PriorityQueue<Map.Entry<String, Double>> heap = new PriorityQueue<>(WORST_FIRST);
  private final int most;

  Best(int most) {
    this.most = most;
  }

  void offer(String item, double score) {
    if (score <= 0 || most == 0) {
      return;
    }
    Map.Entry<String, Double> entry = Map.entry(item, score);
    if (heap.size() < most) {
      heap.add(entry);
    } else if (WORST_FIRST.compare(entry, heap.element()) > 0) {
      heap.remove();
      heap.add(entry);
    }
  }

  Map<String, Double> scores() {
    Map<String, Double> scores = new HashMap<>();
    heap.forEach(e -> scores.put(e.getKey(), e.getValue()));
    return scores;
  }
}

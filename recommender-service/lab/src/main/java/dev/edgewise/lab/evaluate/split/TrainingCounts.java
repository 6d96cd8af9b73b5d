/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Event;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each item occurs in the training events: what novelty and popularity mean here. */
public final class TrainingCounts {
  private final Map<String, Integer> counts = new HashMap<>();
  private final int[] sorted;
  private final List<String> mostPopular;
  private final int total;

  /**
   * Counts.
   *
   * @param items what is ranked, in the order of ids: an item without events counts 0
   */
  public TrainingCounts(List<Event> training, List<String> items) {
    training.forEach(event -> counts.merge(event.item(), 1, Integer::sum));
    total = training.size();
    sorted = items.stream().mapToInt(this::of).sorted().toArray();
    mostPopular =
        items.stream().sorted(Comparator.comparingInt((String item) -> -of(item))).toList();
  }

  /** How often the item occurs. */
  int of(String item) {
    return counts.getOrDefault(item, 0);
  }

  /** All ranked items, those that occur most first; equal ones in the order of ids. */
  public List<String> mostPopular() {
    return mostPopular;
  }

  /** Bits of surprise: -log2 of the item's share of the events, at least one being counted. */
  public double surprise(String item) {
    return Math.log(total / (double) Math.max(1, of(item))) / Math.log(2);
  }

  /** Share of the ranked items that occur less often, half of those that occur as often: 0 to 1. */
  public double percentile(String item) {
    int count = of(item);
    int fewer = firstAtLeast(count);
    int atMost = firstAtLeast(count + 1);
    return (fewer + (atMost - fewer) / 2.0) / sorted.length;
  }

  /** Mean percentile; NaN of nothing. */
  public double meanPercentile(Collection<String> items) {
    return items.stream().mapToDouble(this::percentile).average().orElse(Double.NaN);
  }

  private int firstAtLeast(int count) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < count) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Event;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How often each item occurs in the training events: the base of novelty and popularity. */
public final class TrainingCounts {
  private final Map<String, Integer> counts = new HashMap<>();

  /** By number of events, how many ranked items have fewer. */
  private final NavigableMap<Integer, Integer> fewer = new TreeMap<>();

  private final List<String> items;
  private final int total;

  /** Counts events of the ranked items, which are in the order of ids. */
  public TrainingCounts(List<Event> training, List<String> items) {
    this.items = items;
    this.total = training.size();
    training.forEach(event -> counts.merge(event.item(), 1, Integer::sum));
    int[] sorted = items.stream().mapToInt(this::of).sorted().toArray();
    for (int i = 0; i < sorted.length; i++) {
      fewer.putIfAbsent(sorted[i], i);
    }
  }

  /** How often the item occurs. */
  int of(String item) {
    return counts.getOrDefault(item, 0);
  }

  /** All ranked items, the most frequent first; equal ones in the order of ids. */
  public List<String> mostPopular() {
    return items.stream().sorted(Comparator.comparingInt(item -> -of(item))).toList();
  }

  /** Bits of surprise: -log2 of the item's share of the events; an item counts at least once. */
  public double surprise(String item) {
    return Math.log(total / (double) Math.max(1, of(item))) / Math.log(2);
  }

  /** Share of the ranked items that occur less often, plus half of the equally frequent ones. */
  public double percentile(String item) {
    int below = fewer(of(item));
    int upTo = fewer(of(item) + 1);
    return (below + (upTo - below) / 2.0) / items.size();
  }

  /** Mean percentile; NaN without items. */
  public double meanPercentile(Collection<String> ids) {
    return ids.stream().mapToDouble(this::percentile).average().orElse(Double.NaN);
  }

  private int fewer(int count) {
    Map.Entry<Integer, Integer> next = fewer.ceilingEntry(count);
    return next == null ? items.size() : next.getValue();
  }
}

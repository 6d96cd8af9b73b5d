/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** How often each item occurs in the training events: the base of novelty and popularity. */
public final class TrainingCounts {
  /** Of the trending count. */
  private static final Duration HALF_LIFE = Duration.ofDays(3);

  /** Items with fewer events are cold. */
  private static final int COLD = 5;

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Double> trending = new HashMap<>();

  /** By number of events, how many ranked items have fewer. */
  private final NavigableMap<Integer, Integer> fewer = new TreeMap<>();

  private final List<String> items;
  private final int total;
  private final int popularFrom;
  private final int rareUpTo;

  /**
   * Counts events.
   *
   * @param training all events
   * @param items the ranked items, in the order of ids
   * @param present the time from which the age of events is counted
   */
  public TrainingCounts(List<Event> training, List<String> items, Instant present) {
    this.items = items;
    this.total = training.size();
    for (Event event : training) {
      counts.merge(event.item(), 1, Integer::sum);
      double age = Duration.between(event.time(), present).toMillis();
      trending.merge(event.item(), Math.pow(2, -age / HALF_LIFE.toMillis()), Double::sum);
    }
    int[] sorted = items.stream().mapToInt(this::of).sorted().toArray();
    for (int i = 0; i < sorted.length; i++) {
      fewer.putIfAbsent(sorted[i], i);
    }
    long events = IntStream.of(sorted).sum();
    this.popularFrom = countAt(sorted, events * 2 / 3.0);
    this.rareUpTo = countAt(sorted, events / 3.0);
  }

  /** The count of the item that the given event belongs to, in the order of rising counts. */
  private static int countAt(int[] sorted, double event) {
    double passed = 0;
    for (int count : sorted) {
      passed += count;
      if (passed > event) {
        return count;
      }
    }
    return Integer.MAX_VALUE;
  }

  /**
   * Classes of items by name. The most popular items with a third of the training events of all
   * ranked items are popular; the least popular ones with a third are rare; equally frequent items
   * are in the same class. Cold items have fewer than five events, new items have none.
   */
  public Map<String, Predicate<String>> classes() {
    Map<String, Predicate<String>> classes = new LinkedHashMap<>();
    classes.put("popular-items", item -> of(item) >= popularFrom);
    classes.put("middle-items", item -> of(item) > rareUpTo && of(item) < popularFrom);
    classes.put(
        "rare-items", item -> of(item) > 0 && of(item) <= rareUpTo && of(item) < popularFrom);
    classes.put("cold-items", item -> of(item) < COLD);
    classes.put("new-items", item -> of(item) == 0);
    return classes;
  }

  /**
   * The weight of a target in stratified figures: 1 / sqrt(events + 1), from 0 to 1 (Steck, "Item
   * popularity and recommendation accuracy", RecSys 2011).
   */
  public double rarity(String item) {
    return 1 / Math.sqrt(of(item) + 1.0);
  }

  /** How often the item occurs. */
  public int of(String item) {
    return counts.getOrDefault(item, 0);
  }

  /** The number of the item's events, each halved for every 3 days of its age. */
  public double trending(String item) {
    return trending.getOrDefault(item, 0.0);
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

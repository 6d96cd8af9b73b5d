/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is left of earlier interactions, while more fall out of the list. Used by one thread. */
final class FoldedHistoryDraft {
  private final SortedMap<String, Tally> traits;
  private final SortedMap<String, Tally> items;
  private final SortedMap<String, Instant> finished;

  FoldedHistoryDraft(FoldedHistory before) {
    this.traits = new TreeMap<>(before.traits());
    this.items = new TreeMap<>(before.items());
    this.finished = new TreeMap<>(before.finished());
  }

  /** Takes the sums to the landmarks of a later latest event. */
  void move(Instant from, Instant to) {
    for (HalfLife half : HalfLife.values()) {
      if (!half.landmark(from).equals(half.landmark(to))) {
        traits.replaceAll((trait, tally) -> tally.moved(from, to));
        items.replaceAll((item, tally) -> tally.moved(from, to));
        return;
      }
    }
  }

  /** Adds one that is no longer listed, {@code latest} being the time of the latest event. */
  void add(Interaction met, Instant latest) {
    if (met.weight() != 0) {
      Tally one = Tally.of(met.weight(), met.time(), latest);
      met.traits().forEach(trait -> traits.merge(trait, one, Tally::plus));
      items.merge(met.item(), one, Tally::plus);
      keepStrongest(traits, FoldedHistory.TRAITS);
      keepStrongest(items, FoldedHistory.ITEMS);
    }
    if (met.finishes()) {
      finished.merge(met.item(), met.time(), FoldedHistoryDraft::later);
      if (finished.size() > FoldedHistory.FINISHED) {
        finished.remove(least(finished, Comparator.naturalOrder()));
      }
    }
  }

  private static void keepStrongest(SortedMap<String, Tally> tallies, int most) {
    while (tallies.size() > most) {
      tallies.remove(least(tallies, Comparator.comparingDouble(Tally::strength)));
    }
  }

  /** The first name of those that come first by this order; there must be one. */
  static <T> String least(SortedMap<String, T> map, Comparator<T> order) {
    return map.entrySet().stream()
        .min(Map.Entry.comparingByValue(order))
        .map(Map.Entry::getKey)
        .orElse(map.firstKey());
  }

  void clear() {
    traits.clear();
    items.clear();
    finished.clear();
  }

  FoldedHistory finish() {
    return traits.isEmpty() && items.isEmpty() && finished.isEmpty()
        ? FoldedHistory.NOTHING
        : new FoldedHistory(traits, items, finished);
  }

  static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}

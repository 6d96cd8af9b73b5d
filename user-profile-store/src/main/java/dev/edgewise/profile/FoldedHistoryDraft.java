/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link FoldedHistory} under construction. Used by one thread. */
final class FoldedHistoryDraft {
  private final SortedMap<String, Tally> traits;
  private final SortedMap<String, Tally> items;
  private final SortedMap<String, Instant> finished;

  FoldedHistoryDraft(FoldedHistory before) {
    this.traits = new TreeMap<>(before.traits());
    this.items = new TreeMap<>(before.items());
    this.finished = new TreeMap<>(before.finished());
  }

  /** Moves the sums to the landmarks of a later latest event. */
  void move(Instant from, Instant to) {
    for (HalfLife half : HalfLife.values()) {
      if (!half.landmark(from).equals(half.landmark(to))) {
        traits.replaceAll((trait, tally) -> tally.moved(from, to));
        items.replaceAll((item, tally) -> tally.moved(from, to));
        return;
      }
    }
  }

  /** Adds an interaction that the profile no longer lists; {@code latest} is the latest event's. */
  void add(Interaction interaction, Instant latest) {
    if (interaction.weight() != 0) {
      Tally tally = Tally.of(interaction.weight(), interaction.time(), latest);
      interaction.traits().forEach(trait -> traits.merge(trait, tally, Tally::plus));
      items.merge(interaction.item(), tally, Tally::plus);
      keepStrongest(traits, FoldedHistory.TRAITS);
      keepStrongest(items, FoldedHistory.ITEMS);
    }
    if (interaction.finishes()) {
      finished.merge(interaction.item(), interaction.time(), FoldedHistoryDraft::later);
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

  /** Returns the first key among those with the least value; the map must not be empty. */
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

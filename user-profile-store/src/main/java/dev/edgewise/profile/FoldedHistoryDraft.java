/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A {@link FoldedHistory} under construction. Used by one thread. */
final class FoldedHistoryDraft {
  private final Map<String, Interaction> opinions;
  private final Map<String, Interaction> looks;
  private final SortedMap<String, Instant> finished;

  FoldedHistoryDraft(FoldedHistory before) {
    this.opinions = byItem(before.opinions());
    this.looks = byItem(before.looks());
    this.finished = new TreeMap<>(before.finished());
  }

  private static Map<String, Interaction> byItem(List<Interaction> interactions) {
    Map<String, Interaction> byItem = new LinkedHashMap<>();
    interactions.forEach(one -> byItem.put(one.item(), one));
    return byItem;
  }

  /** Adds an interaction that the profile no longer lists. */
  void add(Interaction interaction) {
    if (interaction.opinion()) {
      addLatest(opinions, interaction, FoldedHistory.OPINIONS);
    } else {
      addLatest(looks, interaction, FoldedHistory.LOOKS);
    }
    if (interaction.finishes()) {
      finished.merge(interaction.item(), interaction.time(), FoldedHistoryDraft::later);
      if (finished.size() > FoldedHistory.FINISHED) {
        finished.remove(least(finished, Comparator.naturalOrder()));
      }
    }
  }

  private static void addLatest(Map<String, Interaction> byItem, Interaction one, int most) {
    Interaction known = byItem.get(one.item());
    if (known != null && known.time().isAfter(one.time())) {
      return;
    }
    byItem.remove(one.item()); // so that it moves behind others of the same time
    byItem.put(one.item(), one.withoutKey());
    if (byItem.size() > most) {
      byItem.remove(least(byItem, Interaction.BY_TIME));
    }
  }

  /** Returns the first key among those with the least value; the map must not be empty. */
  static <T> String least(Map<String, T> map, Comparator<T> order) {
    return map.entrySet().stream()
        .min(Map.Entry.comparingByValue(order))
        .map(Map.Entry::getKey)
        .orElseThrow(IllegalArgumentException::new);
  }

  void clear() {
    opinions.clear();
    looks.clear();
    finished.clear();
  }

  FoldedHistory finish() {
    return opinions.isEmpty() && looks.isEmpty() && finished.isEmpty()
        ? FoldedHistory.NOTHING
        : new FoldedHistory(byTime(opinions), byTime(looks), finished);
  }

  private static List<Interaction> byTime(Map<String, Interaction> byItem) {
    return byItem.values().stream().sorted(Interaction.BY_TIME).collect(Collectors.toList());
  }

  static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}

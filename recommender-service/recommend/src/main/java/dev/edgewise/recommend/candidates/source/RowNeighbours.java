/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.history.ItemCounts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The few nearest of each item, kept from when they were asked for until something changes that
 * they were found by. Many may ask side by side.
 */
final class RowNeighbours {
  private static final int NEAREST = 5;

  private final IntFunction<@Nullable ItemCounts> rows;
  private final Similarity similarity;
  private final Map<Integer, List<ScoredItem>> kept = new ConcurrentHashMap<>();

  /** How similar two items are that share a row. */
  @FunctionalInterface
  interface Similarity {
    double of(int item, int other);
  }

  /**
   * Nothing is known yet.
   *
   * @param rows the counts that an item shares with others; null when it shares none
   */
  RowNeighbours(IntFunction<@Nullable ItemCounts> rows, Similarity similarity) {
    this.rows = rows;
    this.similarity = similarity;
  }

  List<ScoredItem> of(int item) {
    return kept.computeIfAbsent(item, this::find);
  }

  private List<ScoredItem> find(int item) {
    ItemCounts row = rows.apply(item);
    TopItems best = new TopItems(NEAREST, any -> true);
    if (row != null) {
      for (int entry = 0; entry < row.size(); entry++) {
        best.offer(row.item(entry), similarity.of(item, row.item(entry)));
      }
    }
    return best.list();
  }

  void forget(int item) {
    kept.remove(item);
  }

  /** What the number of an item's likes has a part in. */
  void forgetAround(int item) {
    kept.remove(item);
    ItemCounts row = rows.apply(item);
    if (row != null && !kept.isEmpty()) {
      for (int entry = 0; entry < row.size(); entry++) {
        kept.remove(row.item(entry));
      }
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Guarantees new items a share of the places, because users can't like items that they never see.
 * With a share of 0.1, every ten places hold at least one new item: if the ranking has none there,
 * the best new item from further down takes the last of the ten places. Immutable; thread-safe if
 * the predicate is.
 */
public final class NewItems {
  private final double share;
  private final Predicate<String> isNew;

  /**
   * Creates the step.
   *
   * @param share from 0 (no guarantee) to 0.5
   * @param isNew tells by an item's id whether the item is so new that few users know it
   */
  public NewItems(double share, Predicate<String> isNew) {
    if (!(share >= 0 && share <= 0.5)) {
      throw new IllegalArgumentException(
          "the share of new items must be from 0 to 0.5, not " + share);
    }
    this.share = share;
    this.isNew = isNew;
  }

  double share() {
    return share;
  }

  /** Returns the list with new items in their share of the places; the others keep their order. */
  List<Ranking.Entry> placed(List<Ranking.Entry> ranked) {
    if (share == 0 || ranked.stream().noneMatch(this::isNew)) {
      return ranked;
    }
    int block = (int) Math.round(1 / share);
    List<Ranking.Entry> placed = new ArrayList<>(ranked);
    for (int last = block - 1; last < placed.size(); last += block) {
      if (placed.subList(last - block + 1, last + 1).stream().noneMatch(this::isNew)) {
        int from = firstNew(placed, last + 1);
        if (from < 0) {
          break;
        }
        placed.add(last, placed.remove(from));
      }
    }
    return placed;
  }

  private int firstNew(List<Ranking.Entry> entries, int from) {
    for (int i = from; i < entries.size(); i++) {
      if (isNew(entries.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private boolean isNew(Ranking.Entry entry) {
    return isNew.test(entry.candidate().id());
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Guarantees new items a share of the places, since nobody can like what nobody is shown: with a
 * tenth, each ten places hold one; where the ranking has none there, the best of those further down
 * takes the last of them. Immutable; thread-safe when the predicate is.
 */
public final class NewItems {
  private final double share;
  private final Predicate<String> isNew;

  /**
   * A guarantee.
   *
   * @param share from 0 (none) to 0.5
   * @param isNew whether an item is so new that hardly anybody has met it, by its id
   */
  public NewItems(double share, Predicate<String> isNew) {
    if (!(share >= 0 && share <= 0.5)) {
      throw new IllegalArgumentException("the share of new items is from 0 to 0.5, not " + share);
    }
    this.share = share;
    this.isNew = isNew;
  }

  double share() {
    return share;
  }

  /** The list with new items in their share of the places, all others in their order. */
  List<Ranking.Entry> placed(List<Ranking.Entry> ranked) {
    if (share == 0 || ranked.stream().noneMatch(this::isNew)) {
      return ranked;
    }
    int block = (int) Math.round(1 / share);
    List<Ranking.Entry> placed = new ArrayList<>(ranked);
    for (int last = block - 1; last < placed.size(); last += block) {
      if (placed.subList(last - block + 1, last + 1).stream().noneMatch(this::isNew)) {
        int from = next(placed, last + 1);
        if (from < 0) {
          break;
        }
        placed.add(last, placed.remove(from));
      }
    }
    return placed;
  }

  private int next(List<Ranking.Entry> entries, int from) {
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

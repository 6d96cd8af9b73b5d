/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Compares other items with one item: what users chose with it, and how alike the catalogue
 * describes both. An item without events is compared by content alone. For many readers while
 * nobody changes the context.
 */
public final class ItemNeighbourhood {
  /** The share of the categories in the content; words have the rest. */
  private static final double CATEGORIES = 0.6;

  /** The share of the content that only tells apart items of the same kind. */
  private static final double TIES = 0.3;

  private static final double YEARS = 10;

  /** Shares of the best count on a logarithmic scale, so that it doesn't hide the others. */
  private static final double STEEPNESS = 5;

  private final RankingContext context;
  private final int item;
  private final float mostCosine;
  private final float mostNext;
  private final float mostEase;
  private final float mostRp3beta;

  /** The largest cosine that an item outside of the row can have. */
  private final float leftOut;

  /** Compares with {@code item}, a number of the context. */
  public ItemNeighbourhood(RankingContext context, int item) {
    this.context = context;
    this.item = item;
    ItemMatrices matrices = context.matrices();
    this.mostCosine = matrices.cosine().most(item);
    this.mostNext = matrices.next().most(item);
    this.mostEase = matrices.ease().most(item);
    this.mostRp3beta = matrices.rp3beta().most(item);
    this.leftOut =
        matrices.cosine().neighbours(item).length < ItemMatrices.KEPT
            ? 0
            : matrices.cosine().least(item);
  }

  /** Returns the items that users chose most with the item, {@code each} by each matrix. */
  public Set<Integer> chosenWith(int each) {
    ItemMatrices matrices = context.matrices();
    Set<Integer> items = new LinkedHashSet<>();
    for (ItemMatrix matrix :
        new ItemMatrix[] {
          matrices.cosine(), matrices.next(), matrices.ease(), matrices.rp3beta()
        }) {
      for (int other : matrix.strongest(item, each)) {
        items.add(other);
      }
    }
    return items;
  }

  /** Returns how another item compares. */
  public ItemComparison with(int other) {
    ItemMatrices matrices = context.matrices();
    return new ItemComparison(
        share(matrices.cosine(), mostCosine, other),
        share(matrices.next(), mostNext, other),
        share(matrices.ease(), mostEase, other),
        share(matrices.rp3beta(), mostRp3beta, other),
        coUsers(other),
        expected(other),
        content(other));
  }

  private double share(ItemMatrix matrix, float most, int other) {
    return most <= 0
        ? 0
        : Math.log1p(STEEPNESS * Math.max(0, matrix.weight(item, other)) / most)
            / Math.log1p(STEEPNESS);
  }

  /**
   * How many users chose both, from the cosine. A full row leaves items out: they had at most as
   * many as the row's weakest cosine lets expect.
   */
  private double coUsers(int other) {
    float known = context.matrices().cosine().weight(item, other);
    return context.usersOfBoth(item, other, known > 0 ? known : leftOut);
  }

  /**
   * How many users would choose both by chance, if as many were active in the time of both items as
   * chose the most popular item.
   */
  private double expected(int other) {
    ItemActivity activity = context.activity();
    return 1.0 * activity.users(item) * activity.users(other) / Math.max(1, activity.mostUsers());
  }

  /** Returns how alike the catalogue describes another item and this one, from 0 to 1. */
  public double content(int other) {
    ItemContent content = context.content();
    double words = content.wordSimilarity(item, other);
    double fit = content.categoryFit(item, other);
    double alike =
        content.categories(item).length == 0
            ? words
            : CATEGORIES * fit * fit + (1 - CATEGORIES) * words;
    return alike * (1 - TIES + TIES * tie(other));
  }

  /** Prefers items of the same years and those that users know, from 0 to 1. */
  private double tie(int other) {
    double distance = Math.abs(context.content().year(item) - context.content().year(other));
    double time = Double.isNaN(distance) ? 0 : Math.exp(-distance / YEARS);
    return (time + context.activity().logUserShare(other)) / 2;
  }
}

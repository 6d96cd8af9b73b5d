/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import org.jspecify.annotations.Nullable;

/**
 * Everything that the features of an item need, apart from the user's own history. The matrices and
 * shares stand still; content and activity may grow, while nobody reads.
 *
 * @param size the number of items; they have the numbers from 0 to size - 1
 * @param content what the catalogue says about the items
 * @param activity what users did with the items
 * @param matrices what was learnt from all users' histories
 * @param recency how much of a history counts as recent
 * @param shares for each category its share of all events, see {@link #shares}
 * @param cold which warm items speak for those that few users met
 * @param sequence the sequential model; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RankingContext(
    int size,
    ItemContent content,
    ItemActivity activity,
    ItemMatrices matrices,
    Recency recency,
    double[] shares,
    ColdItems cold,
    @Nullable SequenceSource sequence) {

  /** Returns this context with another number of items. */
  public RankingContext withSize(int items) {
    return new RankingContext(items, content, activity, matrices, recency, shares, cold, sequence);
  }

  /** Returns this context with another recency. */
  public RankingContext with(Recency other) {
    return new RankingContext(size, content, activity, matrices, other, shares, cold, sequence);
  }

  /** Returns this context with another sequential model, or without one. */
  public RankingContext with(@Nullable SequenceSource other) {
    return new RankingContext(size, content, activity, matrices, recency, shares, cold, other);
  }

  /** Returns how many users chose two items, from their cosine. */
  double usersOfBoth(int one, int other, double cosine) {
    double users = Math.sqrt(1.0 * activity.users(one) * activity.users(other));
    return users == 0 ? 0 : cosine * (users + ItemMatrices.SHRINKAGE);
  }

  /** Returns how many users chose two items; 0 if many more chose others with both of them. */
  public double usersOfBoth(int one, int other) {
    ItemMatrix cosine = matrices.cosine();
    return usersOfBoth(one, other, Math.max(cosine.weight(one, other), cosine.weight(other, one)));
  }

  /**
   * Returns each category's share of all events on categories. An item counts like one more event,
   * so that the shares of a catalogue without events are those of its items.
   */
  public static double[] shares(ItemContent content, ItemActivity activity, int size) {
    double[] shares = new double[content.categoryCount()];
    double sum = 0;
    for (int item = 0; item < size; item++) {
      double events = 1 + activity.users(item);
      for (int category : content.categories(item)) {
        shares[category] += events;
        sum += events;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= Math.max(1, sum);
    }
    return shares;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/** Scores items for a user by their features. Implementations are immutable. */
public interface ItemRanker {
  /**
   * Returns the scores of items, in their order; more is better. Scores of one user's items can be
   * compared. An item's score doesn't depend on the other items.
   *
   * @param items numbers of items
   * @param personal from 0 (what most users choose) to 1 (only what fits this user)
   */
  double[] scores(Features features, int[] items, double personal);

  /** Returns the score of one item; see {@link #scores}. */
  default double score(Features features, int item, double personal) {
    return scores(features, new int[] {item}, personal)[0];
  }
}

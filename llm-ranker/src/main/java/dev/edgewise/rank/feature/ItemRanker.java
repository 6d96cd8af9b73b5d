/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/** Scores items for a user by their features. Implementations are immutable. */
public interface ItemRanker {
  /**
   * Returns an item's score; more is better. Scores of one user's items can be compared.
   *
   * @param personal from 0 (what most users choose) to 1 (only what fits this user)
   */
  double score(Features features, int item, double personal);
}

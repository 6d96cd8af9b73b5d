/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/**
 * The matrices of items by items that are learnt from all users' histories. Immutable.
 *
 * @param cosine the cosine of the items' sets of users
 * @param rp3beta the chance of a random walk from item to user to item, popular items damped
 *     (Paudel et al., "Updatable, Accurate, Diverse, and Scalable Recommendations", TiiS 2017)
 * @param ease the weights of the linear model EASE (Steck, WWW 2019)
 * @param next how often users chose the second item soon after the first
 */
public record ItemMatrices(
    ItemMatrix cosine, ItemMatrix rp3beta, ItemMatrix ease, ItemMatrix next) {
  /** How many entries a row has at most, those of EASE apart. */
  public static final int KEPT = 150;

  /** What the cosine adds to the mean number of users, so that few of them tell little. */
  public static final double SHRINKAGE = 10;

  /** The matrices before anything was learnt. */
  public static final ItemMatrices EMPTY =
      new ItemMatrices(ItemMatrix.EMPTY, ItemMatrix.EMPTY, ItemMatrix.EMPTY, ItemMatrix.EMPTY);
}

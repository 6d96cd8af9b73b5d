/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.profile.Standing;

/**
 * What an event, or all events of a user with an item, say about the item.
 *
 * @param isOpinion whether it is an opinion, rather than a view or click
 * @param liking the opinion from -1 to 1; of a view or click how much interest it shows
 */
public record Signal(boolean isOpinion, double liking) {
  /** A view or click counts as chosen in proportion to its weight; from this weight on fully. */
  private static final double FULL_INTEREST = 0.5;

  /** The signal of a user's standing with an item. */
  public static Signal of(Standing standing) {
    return standing.opinionTime() == null
        ? new Signal(false, standing.interest())
        : new Signal(true, standing.weight());
  }

  /** How much the item counts as chosen by the user, from 0 to 1; 0 for disliked items. */
  public double interest() {
    if (isOpinion) {
      return liking < 0 ? 0 : 1;
    }
    return Math.min(1, Math.max(0, liking) / FULL_INTEREST);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

/** Hears of a recommendation before it is complete, on the thread that makes it. */
public interface RecommendationListener {
  /** Waits for the whole. */
  RecommendationListener NONE = ranked -> {};

  /** The ranking stands, and there are no reasons yet. */
  void ranked(Recommendation ranking);

  /**
   * A reason has grown by a word.
   *
   * @param ranking what was told before
   * @param item its place in the list, from 0
   * @param text all of it so far, everything in it checked
   */
  default void reason(Recommendation ranking, int item, String text) {}
}

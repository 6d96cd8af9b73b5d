/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

/** Receives parts of a recommendation before it is complete, on the thread that makes it. */
public interface RecommendationListener {
  /** Ignores all parts. */
  RecommendationListener NONE = ranked -> {};

  /** Called when the ranking is final; it has no reasons yet. */
  void ranked(Recommendation ranking);

  /**
   * Called when a reason has grown by a word.
   *
   * @param ranking the ranking that {@link #ranked} received
   * @param item index of the item in the list, from 0
   * @param text the reason so far; all of it has been checked
   */
  default void reason(Recommendation ranking, int item, String text) {}
}

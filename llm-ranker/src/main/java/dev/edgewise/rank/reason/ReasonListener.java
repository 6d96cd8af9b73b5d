/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

/** Receives reasons while the model writes them, on the caller's thread. */
public interface ReasonListener {
  /** Ignores all calls. */
  ReasonListener NONE = (item, text) -> {};

  /**
   * Called when a reason has grown by a word.
   *
   * @param item the item's place among the shown items, from 0
   * @param text the whole reason so far; every statement in it has passed the check
   */
  void grown(int item, String text);

  /** Called when some reasons are simpler than usual, because the model had no time or failed. */
  default void simplified() {}
}

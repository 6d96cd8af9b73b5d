/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

/** Hears reasons as they are written, on the thread that asked for them. */
public interface ReasonListener {
  /** Listens to nothing. */
  ReasonListener NONE = (item, text) -> {};

  /**
   * A reason has grown by a word.
   *
   * @param item its place among the items shown, from 0
   * @param text all of it so far, every statement in it checked
   */
  void grown(int item, String text);
}

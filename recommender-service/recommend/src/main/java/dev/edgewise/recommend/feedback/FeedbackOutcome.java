/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import java.util.Locale;

/** The effect of an event on an earlier ranking. */
public enum FeedbackOutcome {
  /** The user saw an item. */
  IMPRESSION,
  /** The user opened an item. */
  CLICKED,
  /** The user liked an item: the signal weight is at least 0.5. */
  LIKED,
  /** The user disliked an item: the signal weight is negative. */
  DISLIKED,
  /** A repetition: the item of this request already had this outcome. */
  REPEATED,
  /** No remembered ranking can have caused the event. */
  UNATTRIBUTED,
  /** The event says nothing about a ranking. */
  NONE;

  /** The lower-case name, as in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

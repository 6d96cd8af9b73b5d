/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import java.util.Locale;

/** What an event is to the rankings that came before it. */
public enum FeedbackOutcome {
  /** Somebody saw an item. */
  IMPRESSION,
  /** Somebody looked closer at it. */
  CLICKED,
  /** It was liked: at least half as much as can be. */
  LIKED,
  /** It was disliked, as much. */
  DISLIKED,
  /** One of these, but the item of this request had it before. */
  REPEATED,
  /** One of these, but no ranking is known that it could be about. */
  UNATTRIBUTED,
  /** None of these. */
  NONE;

  /** How metrics write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

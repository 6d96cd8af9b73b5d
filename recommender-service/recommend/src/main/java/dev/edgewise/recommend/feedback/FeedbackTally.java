/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.recommend.feedback.RememberedRanking.Place;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The feedback counts of one maker. Not thread-safe. */
public final class FeedbackTally {
  /** The largest inverse propensity, so that an improbable position doesn't outweigh all others. */
  public static final double MOST_WEIGHT = 10;

  private final Map<FeedbackOutcome, Long> effects = new EnumMap<>(FeedbackOutcome.class);
  private long rankings;
  private long shown;
  private long likedPositions;
  private double shownWeight;
  private double likedWeight;

  void ranking() {
    rankings++;
  }

  void shown(Place place) {
    shown++;
    shownWeight += weight(place);
  }

  void effect(FeedbackOutcome outcome, Place place) {
    effects.merge(outcome, 1L, Long::sum);
    if (outcome == FeedbackOutcome.LIKED) {
      likedPositions += place.position();
      likedWeight += weight(place);
    }
  }

  static double weight(Place place) {
    return Math.min(MOST_WEIGHT, 1 / place.propensity());
  }

  Measures.Made made(Measures.Maker maker) {
    long liked = count(FeedbackOutcome.LIKED);
    return new Measures.Made(
        maker,
        rankings,
        shown,
        count(FeedbackOutcome.IMPRESSION),
        count(FeedbackOutcome.CLICKED),
        liked,
        count(FeedbackOutcome.DISLIKED),
        ratio((double) liked, (double) shown),
        ratio(likedWeight, shownWeight),
        ratio((double) likedPositions, (double) liked));
  }

  private long count(FeedbackOutcome outcome) {
    return effects.getOrDefault(outcome, 0L);
  }

  private static @Nullable Double ratio(double part, double whole) {
    return whole == 0 ? null : (Double) (part / whole);
  }
}

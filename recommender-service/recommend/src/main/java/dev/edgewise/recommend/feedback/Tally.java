/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.recommend.feedback.RememberedRanking.Place;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts for one maker. Not thread-safe. */
public final class Tally {
  /** A rare place must not outweigh all others. */
  public static final double MOST_WEIGHT = 10;

  private final Map<Effect, Long> effects = new EnumMap<>(Effect.class);
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

  void effect(Effect effect, Place place) {
    effects.merge(effect, 1L, Long::sum);
    if (effect == Effect.LIKED) {
      likedPositions += place.position();
      likedWeight += weight(place);
    }
  }

  static double weight(Place place) {
    return Math.min(MOST_WEIGHT, 1 / place.propensity());
  }

  Measures.Made made(Measures.Maker maker) {
    long liked = count(Effect.LIKED);
    return new Measures.Made(
        maker,
        rankings,
        shown,
        count(Effect.IMPRESSION),
        count(Effect.CLICKED),
        liked,
        count(Effect.DISLIKED),
        ratio((double) liked, (double) shown),
        ratio(likedWeight, shownWeight),
        ratio((double) likedPositions, (double) liked));
  }

  private long count(Effect effect) {
    return effects.getOrDefault(effect, 0L);
  }

  private static @Nullable Double ratio(double part, double whole) {
    return whole == 0 ? null : (Double) (part / whole);
  }
}

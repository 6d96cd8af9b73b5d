/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;

/**
 * The decayed sum of event weights for one trait or item, over the events that a profile no longer
 * lists. Each sum is relative to the landmark of its half-life (see {@link HalfLife}).
 *
 * @param brief the sum by {@link HalfLife#BRIEF}
 * @param medium the sum by {@link HalfLife#MEDIUM}
 * @param lasting the sum by {@link HalfLife#LASTING}
 * @param against the negative part of {@code medium}, 0 or less
 */
public record Tally(double brief, double medium, double lasting, double against) {
  /** Returns the tally of one event; {@code latest} is the time of the profile's latest event. */
  static Tally of(double weight, Instant time, Instant latest) {
    double sum = weight * grown(HalfLife.MEDIUM, time, latest);
    return new Tally(
        weight * grown(HalfLife.BRIEF, time, latest),
        sum,
        weight * grown(HalfLife.LASTING, time, latest),
        Math.min(0, sum));
  }

  Tally plus(Tally other) {
    return new Tally(
        brief + other.brief,
        medium + other.medium,
        lasting + other.lasting,
        against + other.against);
  }

  private static double grown(HalfLife half, Instant time, Instant latest) {
    return half.growth(half.landmark(latest), time);
  }

  /** Returns this tally relative to the landmarks of a later latest event. */
  Tally moved(Instant from, Instant to) {
    double shrink = shrinkage(HalfLife.MEDIUM, from, to);
    return new Tally(
        brief * shrinkage(HalfLife.BRIEF, from, to),
        medium * shrink,
        lasting * shrinkage(HalfLife.LASTING, from, to),
        against * shrink);
  }

  private static double shrinkage(HalfLife half, Instant from, Instant to) {
    return half.growth(half.landmark(to), half.landmark(from));
  }

  /** Returns the sum as of the time of the profile's latest event. */
  double asOf(HalfLife half, Instant latest) {
    double sum =
        switch (half) {
          case BRIEF -> brief;
          case MEDIUM -> medium;
          case LASTING -> lasting;
        };
    return sum / half.growth(half.landmark(latest), latest);
  }

  /** Returns the negative part, by the medium half-life, as of the profile's latest event. */
  double againstAsOf(Instant latest) {
    return against / grown(HalfLife.MEDIUM, latest, latest);
  }

  /** Returns the strength by which a profile chooses the tallies that it keeps. */
  double strength() {
    return Math.abs(lasting);
  }
}

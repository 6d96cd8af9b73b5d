/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;

/**
 * Signed liking summed up over events that are no longer listed, forward-decayed relative to each
 * half-life's landmark (see {@link HalfLife}).
 *
 * @param brief by {@link HalfLife#BRIEF}
 * @param medium by {@link HalfLife#MEDIUM}
 * @param lasting by {@link HalfLife#LASTING}
 * @param against the part of {@code medium} that speaks against, 0 or less
 */
public record Tally(double brief, double medium, double lasting, double against) {
  /** Of one event of this weight, {@code latest} being the time of the profile's latest. */
  static Tally of(double weight, Instant time, Instant latest) {
    double now = weight * grown(HalfLife.MEDIUM, time, latest);
    return new Tally(
        weight * grown(HalfLife.BRIEF, time, latest),
        now,
        weight * grown(HalfLife.LASTING, time, latest),
        Math.min(0, now));
  }

  /** Both together. */
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

  /** Relative to the landmarks of a later latest event. */
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

  /** The signed liking as of the time of the profile's latest event. */
  double asOf(HalfLife half, Instant latest) {
    double sum =
        switch (half) {
          case BRIEF -> brief;
          case MEDIUM -> medium;
          case LASTING -> lasting;
        };
    return sum / half.growth(half.landmark(latest), latest);
  }

  /** The part against, by the medium half-life, as of the time of the profile's latest event. */
  double againstAsOf(Instant latest) {
    return against / grown(HalfLife.MEDIUM, latest, latest);
  }

  /** How much it matters, for choosing what to keep. */
  double strength() {
    return Math.abs(lasting);
  }
}

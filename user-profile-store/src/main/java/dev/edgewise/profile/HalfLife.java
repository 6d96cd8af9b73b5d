/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Duration;
import java.time.Instant;

/**
 * The half-lives by which affinities decay: one for current interests, one for usual interests, and
 * one for lasting interests. Stored profiles hold sums that depend on these lengths: a change needs
 * a new schema of profiles. Other lengths of time are elsewhere: what is trending ({@code
 * Trending}), which impressions still count ({@code Fatigue}).
 *
 * <p>Sums that outlive their events use forward decay (Cormode, Shkapenyuk, Srivastava, Xu:
 * "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009). An event at time
 * t adds w * 2^((t - L) / H), where L is the landmark and H the half-life; the value as of a time T
 * is the sum divided by 2^((T - L) / H). No sum ever needs a sweep, and the order of events does
 * not matter. Time is divided into periods of 32 half-lives, counted from 1970; the landmark is the
 * start of the period that contains the latest event. So the landmark depends on the events only,
 * sums stay below 2^32 times their number, and moving the landmark multiplies the sums by a power
 * of two, which is exact.
 */
public enum HalfLife {
  BRIEF(Duration.ofDays(3)),
  MEDIUM(Duration.ofDays(30)),
  LASTING(Duration.ofDays(365));

  private static final int PERIOD = 32;

  private final Duration length;

  HalfLife(Duration length) {
    this.length = length;
  }

  /** Returns the time after which an event counts half. */
  public Duration length() {
    return length;
  }

  /** Returns the time to which sums are relative when the latest event has this time. */
  Instant landmark(Instant latest) {
    long period = length.multipliedBy(PERIOD).toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(latest.toEpochMilli(), period) * period);
  }

  /** Returns 2^((to - from) / half-life), equal to the last bit on every machine. */
  double growth(Instant from, Instant to) {
    double millis = to.toEpochMilli() - from.toEpochMilli();
    return StrictMath.pow(2, millis / length.toMillis());
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast liking fades: what somebody is after these days, as a rule, and for good.
 *
 * <p>Sums that outlive their events use forward decay (Cormode, Shkapenyuk, Srivastava, Xu:
 * "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009): an event at time
 * t adds w * 2^((t - L) / H), L being the landmark and H the half-life; the value as of a time T is
 * the sum divided by 2^((T - L) / H). Nothing has to be swept, and the order of events doesn't
 * matter. The landmark is the start of the period of 32 half-lives, counted from 1970, in which the
 * latest event lies: so it depends on the events only, sums stay below 2^32 times their number, and
 * moving it multiplies them by a power of two, which is exact.
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

  /** After how long liking counts half. */
  public Duration length() {
    return length;
  }

  /** What sums are relative to when the latest event is from this time. */
  Instant landmark(Instant latest) {
    long period = length.multipliedBy(PERIOD).toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(latest.toEpochMilli(), period) * period);
  }

  /** 2^((to - from) / half-life), the same to the last bit on every machine. */
  double growth(Instant from, Instant to) {
    double millis = to.toEpochMilli() - from.toEpochMilli();
    return StrictMath.pow(2, millis / length.toMillis());
  }
}

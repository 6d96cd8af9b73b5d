/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Duration;
import java.time.Instant;

/**
 * The half-lives by which affinities decay: one for current interests, one for usual interests, and
 * one for lasting interests. Other lengths of time are elsewhere: what is trending ({@code
 * Trending}), which impressions still count ({@code Fatigue}).
 */
public enum HalfLife {
  BRIEF(Duration.ofDays(3)),
  MEDIUM(Duration.ofDays(30)),
  LASTING(Duration.ofDays(365));

  private final Duration length;

  HalfLife(Duration length) {
    this.length = length;
  }

  /** Returns the time after which an event counts half. */
  public Duration length() {
    return length;
  }

  /** Returns 2^((then - now) / half-life), equal to the last bit on every machine. */
  public double decay(Instant then, Instant now) {
    double millis = then.toEpochMilli() - now.toEpochMilli();
    return StrictMath.pow(2, millis / length.toMillis());
  }
}

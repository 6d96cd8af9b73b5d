/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures how long a unit of work takes, exponentially smoothed, and says whether more fits before
 * a deadline. Thread-safe.
 */
final class ScoringPace {
  private static final double NEWEST = 0.3;

  /** Each refusal makes the estimate a little lower, or one slow spell would silence the model. */
  private static final double HOPE = 0.9;

  private final LongSupplier nanoClock;
  private double nanosPerUnit = Double.NaN;

  ScoringPace(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Whether so many units fit; before the first measurement, whether any time is left. */
  synchronized boolean fits(int units, Deadline deadline) {
    Duration left = deadline.remaining();
    if (left.isNegative() || left.isZero()) {
      return false;
    }
    if (Double.isNaN(nanosPerUnit) || nanosPerUnit * units <= left.toNanos()) {
      return true;
    }
    nanosPerUnit *= HOPE;
    return false;
  }

  /** Does work of so many units and learns from the time it takes. */
  <T> T measure(int units, Supplier<T> work) {
    long start = nanoClock.getAsLong();
    T result = work.get();
    learn((nanoClock.getAsLong() - start) / (double) Math.max(1, units));
    return result;
  }

  private synchronized void learn(double nanos) {
    nanosPerUnit =
        Double.isNaN(nanosPerUnit) ? nanos : NEWEST * nanos + (1 - NEWEST) * nanosPerUnit;
  }
}

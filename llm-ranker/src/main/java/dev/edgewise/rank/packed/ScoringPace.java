/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures the time of a unit of work with exponential smoothing, and predicts whether more units
 * fit before a deadline. Thread-safe.
 */
final class ScoringPace {
  private static final double NEWEST_WEIGHT = 0.3;

  /** Each refusal lowers the estimate a little; otherwise one slow phase would stop the model. */
  private static final double REFUSAL_FACTOR = 0.9;

  private final LongSupplier nanoClock;
  private double nanosPerUnit = Double.NaN;

  ScoringPace(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Whether the units fit; before the first measurement, whether any time is left. */
  synchronized boolean fits(int units, Deadline deadline) {
    Duration left = deadline.remaining();
    if (left.isNegative() || left.isZero()) {
      return false;
    }
    if (Double.isNaN(nanosPerUnit) || nanosPerUnit * units <= left.toNanos()) {
      return true;
    }
    nanosPerUnit *= REFUSAL_FACTOR;
    return false;
  }

  /** Runs work of that many units and updates the estimate with its time. */
  <T> T measure(int units, Supplier<T> work) {
    long start = nanoClock.getAsLong();
    T result = work.get();
    learn((nanoClock.getAsLong() - start) / (double) Math.max(1, units));
    return result;
  }

  private synchronized void learn(double nanos) {
    nanosPerUnit =
        Double.isNaN(nanosPerUnit)
            ? nanos
            : NEWEST_WEIGHT * nanos + (1 - NEWEST_WEIGHT) * nanosPerUnit;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time by which an answer must be ready, on an injected monotonic clock. Thread-safe. */
public final class Deadline {
  private final LongSupplier nanoClock;
  private final long atNanos;

  private Deadline(LongSupplier nanoClock, long atNanos) {
    this.nanoClock = nanoClock;
    this.atNanos = atNanos;
  }

  /** Returns a deadline {@code budget} from now, on the system's monotonic clock. */
  public static Deadline in(Duration budget) {
    return in(budget, System::nanoTime);
  }

  /** Returns a deadline {@code budget} from now, on a clock that counts nanoseconds. */
  public static Deadline in(Duration budget, LongSupplier nanoClock) {
    return new Deadline(nanoClock, nanoClock.getAsLong() + budget.toNanos());
  }

  /** Returns an earlier deadline, which leaves a share (0 to 1) of the remaining time. */
  public Deadline reserving(double share) {
    long reserved = (long) (share * Math.max(0, atNanos - nanoClock.getAsLong()));
    return new Deadline(nanoClock, atNanos - reserved);
  }

  /** Returns this deadline, or a later one that leaves at least this much time. */
  public Deadline atLeast(Duration time) {
    return new Deadline(nanoClock, Math.max(atNanos, nanoClock.getAsLong() + time.toNanos()));
  }

  /** Returns the time left; negative after the deadline. */
  public Duration remaining() {
    return Duration.ofNanos(atNanos - nanoClock.getAsLong());
  }

  /** Whether at least this much time is left. */
  public boolean allows(Duration work) {
    return remaining().compareTo(work) >= 0;
  }
}

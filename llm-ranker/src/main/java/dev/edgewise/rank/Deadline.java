/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment by which an answer must be there, on an injected monotonic clock. Thread-safe. */
public final class Deadline {
  private final LongSupplier nanoClock;
  private final long atNanos;

  private Deadline(LongSupplier nanoClock, long atNanos) {
    this.nanoClock = nanoClock;
    this.atNanos = atNanos;
  }

  /** The moment {@code budget} from now, by the system's monotonic clock. */
  public static Deadline in(Duration budget) {
    return in(budget, System::nanoTime);
  }

  /** The moment {@code budget} from now, by the given clock in nanoseconds. */
  public static Deadline in(Duration budget, LongSupplier nanoClock) {
    return new Deadline(nanoClock, nanoClock.getAsLong() + budget.toNanos());
  }

  /** Time left, negative once past. */
  public Duration remaining() {
    return Duration.ofNanos(atNanos - nanoClock.getAsLong());
  }

  /** Whether at least this much time is left. */
  public boolean allows(Duration work) {
    return remaining().compareTo(work) >= 0;
  }
}

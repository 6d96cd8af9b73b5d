/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Pauses of doubling length, from a first to a last length, until a reset. Used by one thread. */
public final class Backoff {
  private static final Duration SLICE = Duration.ofMillis(100);

  private final Duration first;
  private final Duration last;
  private Duration next;

  public Backoff(Duration first, Duration last) {
    this.first = first;
    this.last = last;
    this.next = first;
  }

  /** Returns the length of the next pause. */
  public Duration next() {
    Duration current = next;
    Duration twice = current.multipliedBy(2);
    next = twice.compareTo(last) > 0 ? last : twice;
    return current;
  }

  public void reset() {
    next = first;
  }

  /** Pauses for the next length, or until there is a reason to stop. */
  public void pause(BooleanSupplier stop) {
    long end = System.nanoTime() + next().toNanos();
    while (!stop.getAsBoolean() && System.nanoTime() < end) {
      try {
        Thread.sleep(SLICE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

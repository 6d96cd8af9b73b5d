/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls until a condition holds, for at most a minute. */
public final class Await {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private Await() {}

  public static void until(Supplier<String> state, BooleanSupplier condition) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + BOUND + ": " + state.get());
      }
      try {
        var _ = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}

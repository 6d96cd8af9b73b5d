/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The threads that carry virtual threads. Java starts one whenever it needs one, and ends them
 * after half a minute without work. A new one inherits the niceness of the thread that woke a
 * virtual thread: after work of low {@link ThreadPriority}, all requests would get that.
 */
public final class CarrierThreads {
  private static final Duration LESS_THAN_JAVA_KEEPS_THEM = Duration.ofSeconds(10);

  private CarrierThreads() {}

  /** Starts all of them from this thread, and keeps them. */
  public static void keep() {
    int count = Runtime.getRuntime().availableProcessors();
    CountDownLatch carried = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Thread.ofVirtual().start(() -> occupyUntilAllAre(carried));
    }
    Thread.ofVirtual().name("keeps-carriers").start(CarrierThreads::wakeNowAndThen);
  }

  private static void occupyUntilAllAre(CountDownLatch carried) {
    carried.countDown();
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (carried.getCount() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void wakeNowAndThen() {
    try {
      while (true) {
        Thread.sleep(LESS_THAN_JAVA_KEEPS_THEM);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

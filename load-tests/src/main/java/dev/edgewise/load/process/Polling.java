/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.IOException;
import java.time.Duration;

/**
 * Waits until a condition holds, by checking it again and again. No thread here is ever
 * interrupted, so an interrupt is an unchecked failure.
 */
public final class Polling {
  private Polling() {}

  /** Something that becomes true. */
  public interface Condition {
    boolean holds() throws IOException;
  }

  /** Checks a condition after each pause until it holds; returns false when that takes too long. */
  public static boolean until(Duration longest, Duration pause, Condition condition)
      throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      sleep(pause);
    }
    return true;
  }

  public static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}

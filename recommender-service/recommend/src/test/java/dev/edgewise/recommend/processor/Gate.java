/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import java.util.concurrent.CountDownLatch;

/** Holds threads back until a test opens it. */
public final class Gate {
  private final CountDownLatch latch = new CountDownLatch(1);

  public void open() {
    latch.countDown();
  }

  /** Waits until it is open; fails when interrupted. */
  public void pass() {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** The measured time of a token in a pass, with exponential smoothing. Thread-safe. */
final class PassPace {
  private static final double NEWEST_WEIGHT = 0.2;

  /** The time of a smaller pass is that of its operations' overhead. */
  private static final int FEWEST_ROWS = 32;

  private volatile double nanosPerRow;

  /** Computes a pass and measures it. */
  void compute(ModelWork.Pass pass) {
    int rows = pass.rows();
    long start = System.nanoTime();
    pass.compute();
    if (rows >= FEWEST_ROWS) {
      learn((System.nanoTime() - start) / (double) rows);
    }
  }

  private synchronized void learn(double nanos) {
    nanosPerRow =
        nanosPerRow == 0 ? nanos : NEWEST_WEIGHT * nanos + (1 - NEWEST_WEIGHT) * nanosPerRow;
  }

  /** Returns how long one thread takes for tokens; 0 before the first measurement. */
  long nanosFor(int tokens) {
    return (long) (nanosPerRow * tokens);
  }
}

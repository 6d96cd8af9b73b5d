/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

/** Durations of the stages and of the request so far, in milliseconds; 0 for a skipped stage. */
public record Timings(
    double profile, double candidates, double model, double reasons, double total) {

  /** Measures consecutive stages. For one thread. */
  public static final class Watch {
    private final long start = System.nanoTime();
    private final double[] laps = new double[4];
    private long last = start;
    private int next;

    /** Ends the current stage. */
    void lap() {
      long now = System.nanoTime();
      laps[next++] = (now - last) / 1e6;
      last = now;
    }

    /** Ends the last stage; skipped stages took no time. */
    void end() {
      next = laps.length - 1;
      lap();
    }

    Timings timings() {
      return new Timings(laps[0], laps[1], laps[2], laps[3], (last - start) / 1e6);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

/**
 * How long each stage took, in milliseconds; 0 for one that hasn't run.
 *
 * @param total since the request began
 */
public record Timings(
    double profile, double candidates, double model, double reasons, double total) {

  /** Measures stages that follow each other. For one thread. */
  public static final class Watch {
    private final long start = System.nanoTime();
    private final double[] laps = new double[4];
    private long last = start;
    private int next;

    /** The stage that ran until now is over. */
    void lap() {
      long now = System.nanoTime();
      laps[next++] = (now - last) / 1e6;
      last = now;
    }

    /** The last stage is over; those that did not run took no time. */
    void end() {
      next = laps.length - 1;
      lap();
    }

    Timings timings() {
      return new Timings(laps[0], laps[1], laps[2], laps[3], (last - start) / 1e6);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.report;

import java.io.IOException;
import java.util.Arrays;

/** Medians and other percentiles of repeated measurements. */
public final class Medians {
  private Medians() {}

  /** Something that takes time. */
  public interface Timed {
    void run() throws IOException;
  }

  /** Something that measures one number each time. */
  public interface Measurement {
    double measure() throws IOException;
  }

  /** A measurement of the time that a task takes, in milliseconds. */
  public static Measurement timeOf(Timed task) {
    return () -> {
      long begun = System.nanoTime();
      task.run();
      return (System.nanoTime() - begun) / 1e6;
    };
  }

  /**
   * Repeats measurements in turns, so that a busy machine disturbs all of them alike, and returns
   * the median of each. Warm-up rounds come first and do not count.
   */
  public static double[] inTurns(int warmUps, int rounds, Measurement... measurements)
      throws IOException {
    double[][] values = new double[measurements.length][rounds];
    for (int round = -warmUps; round < rounds; round++) {
      for (int i = 0; i < values.length; i++) {
        values[i][Math.max(0, round)] = measurements[i].measure();
      }
    }
    return Arrays.stream(values).mapToDouble(each -> percentile(each, 0.5)).toArray();
  }

  /** The smallest value that a share of all values, from 0 to 1, does not exceed. */
  public static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.report;

import java.util.Arrays;
import java.util.List;

/** Times of several things, each done once a round, so that a busy machine slows all alike. */
public final class Medians {
  private Medians() {}

  /** Something that takes time. */
  public interface Task {
    void run() throws InterruptedException;
  }

  /** The median of each task's times in milliseconds, the first round not counted. */
  public static double[] millis(int rounds, List<Task> tasks) throws InterruptedException {
    double[][] millis = new double[tasks.size()][rounds];
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < tasks.size(); i++) {
        long begin = System.nanoTime();
        tasks.get(i).run();
        if (round >= 0) {
          millis[i][round] = (System.nanoTime() - begin) / 1e6;
        }
      }
    }
    double[] medians = new double[millis.length];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = percentile(millis[i], 0.5);
    }
    return medians;
  }

  /** The smallest value that so large a share of all values doesn't exceed. */
  public static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}

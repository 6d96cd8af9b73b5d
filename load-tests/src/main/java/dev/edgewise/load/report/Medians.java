/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import java.util.List;

/** Times of several things, each done once a round, so that a busy machine slows all alike. */
final class Medians {
  private Medians() {}

  /** Something that takes time. */
  interface Task {
    void run() throws InterruptedException;
  }

  /** The median of each task's times in milliseconds, the first round not counted. */
  static double[] millis(int rounds, List<Task> tasks) throws InterruptedException {
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
      medians[i] = EventToRecommendation.percentile(millis[i], 0.5);
    }
    return medians;
  }
}

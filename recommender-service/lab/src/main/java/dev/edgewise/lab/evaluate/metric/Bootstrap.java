/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import java.util.Arrays;
import java.util.Random;

/**
 * Confidence intervals of means over users: the percentile bootstrap (Efron, "Bootstrap methods:
 * another look at the jackknife", Annals of Statistics 1979) with 1,000 resamples of the users.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 1000;

  private Bootstrap() {}

  /**
   * The mean of one value for each user. Equal values and seeds give equal intervals. Without
   * values everything is NaN.
   */
  public static Interval mean(double[] values, long seed) {
    Random random = new Random(seed);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[r] = sum / values.length;
    }
    Arrays.sort(means);
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    return new Interval(mean, means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  /** The mean of a - b over the same users, in the same order. */
  public static Interval difference(double[] a, double[] b, long seed) {
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> a[i] - b[i]);
    return mean(differences, seed);
  }
}

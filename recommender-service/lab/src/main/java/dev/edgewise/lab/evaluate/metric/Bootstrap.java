/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

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
    return mean(UserFigures.equal(values), seed);
  }

  /** The weighted mean of the defined values; a resampled user brings its own weight. */
  public static Interval mean(UserFigures figures, long seed) {
    UserFigures defined = figures.defined();
    double[] weights = defined.weights();
    double[] products = new double[weights.length];
    Arrays.setAll(products, i -> weights[i] * defined.values()[i]);
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      double weight = 0;
      for (int i = 0; i < products.length; i++) {
        int drawn = random.nextInt(products.length);
        sum += products[drawn];
        weight += weights[drawn];
      }
      means[r] = sum / weight;
    }
    Arrays.sort(means);
    return new Interval(
        defined.mean(), means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40]);
  }
}

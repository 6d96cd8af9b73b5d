/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.training;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * How good ranked lists are, and how sure one can be of it.
 *
 * <p>NDCG@k (Järvelin and Kekäläinen, ACM TOIS 2002) with gain 1 for what was liked, the ideal list
 * holding everything that was liked whether or not it was found; HR@k: whether anything liked is
 * among the first k.
 */
final class Quality {
  static final int K = 10;
  private static final int RESAMPLES = 1000;

  private Quality() {}

  static double ndcg(List<String> ranked, Set<String> liked) {
    double gain = 0;
    for (int i = 0; i < Math.min(K, ranked.size()); i++) {
      gain += liked.contains(ranked.get(i)) ? discount(i) : 0;
    }
    double ideal = 0;
    for (int i = 0; i < Math.min(K, liked.size()); i++) {
      ideal += discount(i);
    }
    return ideal == 0 ? 0 : gain / ideal;
  }

  static double hit(List<String> ranked, Set<String> liked) {
    return ranked.stream().limit(K).anyMatch(liked::contains) ? 1 : 0;
  }

  private static double discount(int index) {
    return Math.log(2) / Math.log(index + 2);
  }

  /** A mean with the interval that holds 95 % of the means of resampled users. */
  record Interval(double mean, double low, double high) {
    boolean above(double threshold) {
      return low > threshold;
    }
  }

  /** The mean of values, one a user, by a seeded bootstrap. */
  static Interval mean(double[] values, long seed) {
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
    double mean = Arrays.stream(values).average().orElse(0);
    return new Interval(mean, means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  /** The mean of a - b over the same users. */
  static Interval difference(double[] a, double[] b, long seed) {
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> a[i] - b[i]);
    return mean(differences, seed);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.NetworkMean;
import java.util.Arrays;
import java.util.List;

/**
 * The candidates of many users with their features, one group of rows for each user.
 *
 * @param groups for each user the rows, chosen ones first
 * @param means of each feature
 * @param deviations of each feature, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrainingRows(List<Group> groups, float[] means, float[] deviations) {
  private static final float LEAST_DEVIATION = 1e-6f;

  /**
   * The candidates of one user.
   *
   * @param rows features of each candidate; once standardised, in deviations
   * @param chosen how many of the first rows were chosen, at least 1
   * @param popularity of each chosen row, above 0
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Group(float[][] rows, int chosen, double[] popularity) {}

  /** Standardises the rows of all groups in place, since they take hundreds of megabytes. */
  static TrainingRows of(List<Group> groups) {
    int features = groups.getFirst().rows()[0].length;
    double[] sums = new double[features];
    double[] squares = new double[features];
    long count = 0;
    for (Group group : groups) {
      for (float[] row : group.rows()) {
        count++;
        for (int i = 0; i < features; i++) {
          sums[i] += row[i];
          squares[i] += (double) row[i] * row[i];
        }
      }
    }
    float[] means = new float[features];
    float[] deviations = new float[features];
    for (int i = 0; i < features; i++) {
      double mean = sums[i] / count;
      means[i] = (float) mean;
      deviations[i] = (float) Math.sqrt(Math.max(0, squares[i] / count - mean * mean));
      deviations[i] = Math.max(LEAST_DEVIATION, deviations[i]);
    }
    for (Group group : groups) {
      float[][] rows = group.rows();
      Arrays.setAll(rows, i -> NetworkMean.standardised(rows[i], means, deviations));
    }
    return new TrainingRows(groups, means, deviations);
  }
}

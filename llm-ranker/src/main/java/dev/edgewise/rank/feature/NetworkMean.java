/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Collections;
import java.util.List;

/**
 * The mean of several networks over standardised features. Immutable by convention: don't change
 * the arrays.
 *
 * @param means by feature
 * @param deviations by feature, above 0
 * @param networks at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NetworkMean(float[] means, float[] deviations, List<FeatureNetwork> networks) {
  private static final float LIMIT = 5;

  /**
   * Checks that the networks take these features.
   *
   * @throws IllegalArgumentException if not, or if there is no network
   */
  public NetworkMean {
    networks = Collections.unmodifiableList(networks);
    boolean fits = !networks.isEmpty() && means.length == deviations.length;
    for (FeatureNetwork network : networks) {
      fits = fits && network.weights1()[0].length == means.length;
    }
    for (float deviation : deviations) {
      fits = fits && deviation > 0;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "networks need a mean and a deviation above 0 for each of their features");
    }
  }

  /** Returns the score of an item with these features, in the order of {@link Features#NAMES}. */
  public float score(float[] features) {
    float[][] columns = new float[features.length][1];
    for (int i = 0; i < features.length; i++) {
      columns[i][0] = features[i];
    }
    return scores(columns)[0];
  }

  /**
   * Returns the scores of items.
   *
   * @param columns by feature, in the order of {@link Features#NAMES}, then by item
   */
  public float[] scores(float[][] columns) {
    float[][] standardised = new float[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      standardised[i] = new float[columns[i].length];
      for (int item = 0; item < standardised[i].length; item++) {
        standardised[i][item] = standardised(columns[i][item], means[i], deviations[i]);
      }
    }
    float[] sums = new float[columns[0].length];
    for (FeatureNetwork network : networks) {
      float[] scores = network.scores(standardised);
      for (int item = 0; item < sums.length; item++) {
        sums[item] += scores[item] / networks.size();
      }
    }
    return sums;
  }

  /** Returns the features less their means, in deviations, from -5 to 5. */
  public static float[] standardised(float[] features, float[] means, float[] deviations) {
    float[] standardised = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      standardised[i] = standardised(features[i], means[i], deviations[i]);
    }
    return standardised;
  }

  private static float standardised(float feature, float mean, float deviation) {
    return Math.max(-LIMIT, Math.min(LIMIT, (feature - mean) / deviation));
  }
}

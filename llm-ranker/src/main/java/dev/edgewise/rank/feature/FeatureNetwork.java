/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/**
 * A small network from standardised features to a score: two hidden layers of rectified linear
 * units and a linear output. Only sums and products, so every machine computes the same score.
 * Immutable by convention: don't change the arrays.
 *
 * @param weights1 by hidden unit, then by feature
 * @param bias1 by hidden unit
 * @param weights2 by second hidden unit, then by first
 * @param bias2 by second hidden unit
 * @param weights3 by second hidden unit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FeatureNetwork(
    float[][] weights1, float[] bias1, float[][] weights2, float[] bias2, float[] weights3) {

  /**
   * Checks that the shapes fit together and all numbers are finite.
   *
   * @throws IllegalArgumentException if not
   */
  public FeatureNetwork {
    check(weights1, bias1, weights1.length == 0 ? 0 : weights1[0].length);
    check(weights2, bias2, bias1.length);
    check(new float[][] {weights3}, new float[1], bias2.length);
  }

  private static void check(float[][] weights, float[] bias, int inputs) {
    boolean fits = weights.length == bias.length && bias.length > 0 && areFinite(bias);
    for (float[] row : weights) {
      fits = fits && row.length == inputs && areFinite(row);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "a layer of a network needs a finite bias and " + inputs + " finite weights per unit");
    }
  }

  private static boolean areFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the score of standardised features. */
  float score(float[] features) {
    float[] first = layer(features, weights1, bias1);
    float[] second = layer(first, weights2, bias2);
    return dot(second, weights3);
  }

  private static float[] layer(float[] in, float[][] weights, float[] bias) {
    float[] out = new float[bias.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0, bias[i] + dot(in, weights[i]));
    }
    return out;
  }

  private static float dot(float[] one, float[] other) {
    float sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}

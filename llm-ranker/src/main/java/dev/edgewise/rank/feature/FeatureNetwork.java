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

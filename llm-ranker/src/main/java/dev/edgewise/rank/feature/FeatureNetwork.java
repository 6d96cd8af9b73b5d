/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Arrays;

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

  /**
   * Returns the scores of items. The loops go over items within a feature or unit, so that the
   * virtual machine turns them into vector instructions.
   *
   * @param columns standardised features, by feature, then by item
   */
  float[] scores(float[][] columns) {
    float[][] first = rectified(layer(columns, weights1, bias1));
    float[][] second = rectified(layer(first, weights2, bias2));
    return layer(second, new float[][] {weights3}, new float[1])[0];
  }

  private static float[][] layer(float[][] in, float[][] weights, float[] bias) {
    float[][] out = new float[bias.length][in[0].length];
    for (int unit = 0; unit < out.length; unit++) {
      Arrays.fill(out[unit], bias[unit]);
      for (int i = 0; i < in.length; i++) {
        add(weights[unit][i], in[i], out[unit]);
      }
    }
    return out;
  }

  private static void add(float weight, float[] values, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += weight * values[i];
    }
  }

  private static float[][] rectified(float[][] units) {
    for (float[] unit : units) {
      for (int i = 0; i < unit.length; i++) {
        unit[i] = Math.max(0, unit[i]);
      }
    }
    return units;
  }
}

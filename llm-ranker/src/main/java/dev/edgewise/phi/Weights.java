/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.List;
import java.util.Random;

/** Where an archive's weights come from, one whole weight at a time. */
public interface Weights {

  /** The values of a weight, in row-major order. */
  float[] values(WeightLayout weight);

  /** Rotary frequencies, one for each pair of channels of a head: theta^(-2i/width). */
  static float[] rotaryFrequencies(PhiShape shape) {
    int width = shape.headWidth();
    float[] frequencies = new float[width / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) Math.pow(shape.ropeTheta(), -2.0 * i / width);
    }
    return frequencies;
  }

  /**
   * Random weights, the same for the same seed: norms 1, the others normal with deviation 0.02,
   * those added to the residual stream scaled down by the root of their number (GPT-2).
   */
  static Weights random(PhiShape shape, long seed) {
    double residual = 0.02 / Math.sqrt(2.0 * shape.layers());
    List<WeightLayout> layout = WeightLayout.of(shape);
    return weight -> {
      Random random = new Random(seed * 1_000_003 + layout.indexOf(weight));
      double deviation = weight.kind() == WeightLayout.Kind.RESIDUAL ? residual : 0.02;
      float[] values = new float[weight.size()];
      for (int i = 0; i < values.length; i++) {
        boolean norm = weight.kind() == WeightLayout.Kind.NORM;
        values[i] = norm ? 1 : (float) (deviation * random.nextGaussian());
      }
      return values;
    };
  }
}

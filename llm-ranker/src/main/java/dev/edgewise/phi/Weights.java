/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.List;
import java.util.Random;

/** Where an archive's weights come from, one whole weight at a time. */
public interface Weights {

  /** The values of a weight, in row-major order. */
  float[] values(WeightLayout weight);

  /**
   * Random weights, the same for the same seed: norms 1, the others normal. Matrices have the
   * deviation 1 / sqrt(3 hidden), which learns from context many times sooner at these widths than
   * the 0.02 of large models; those added to the residual stream are scaled down by the root of
   * their number (GPT-2); embeddings have 0.02.
   */
  static Weights random(PhiShape shape, long seed) {
    List<WeightLayout> layout = WeightLayout.of(shape);
    return weight -> {
      Random random = new Random(seed * 1_000_003 + layout.indexOf(weight));
      double deviation = startingDeviation(shape, weight.kind());
      float[] values = new float[weight.size()];
      for (int i = 0; i < values.length; i++) {
        boolean norm = weight.kind() == WeightLayout.Kind.NORM;
        values[i] = norm ? 1 : (float) (deviation * random.nextGaussian());
      }
      return values;
    };
  }

  private static double startingDeviation(PhiShape shape, WeightLayout.Kind kind) {
    double matrix = 1 / Math.sqrt(3.0 * shape.hidden());
    return switch (kind) {
      case NORM -> 0;
      case EMBEDDING -> 0.02;
      case MATRIX -> matrix;
      case RESIDUAL -> matrix / Math.sqrt(2.0 * shape.layers());
    };
  }
}

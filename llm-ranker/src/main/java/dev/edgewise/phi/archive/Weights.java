/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Where an archive's weights come from, some rows at a time. */
public interface Weights {

  /**
   * Reads whole rows of a weight; a vector is one row.
   *
   * @param firstRow from 0
   * @param into filled, row after row; its length is a multiple of the weight's columns
   * @throws ModelException when the weight isn't there or can't be read
   */
  void read(WeightLayout weight, int firstRow, float[] into);

  /** All values of a weight, in row-major order. */
  default float[] values(WeightLayout weight) {
    float[] all = new float[weight.size()];
    read(weight, 0, all);
    return all;
  }

  /** Weights that are given whole. */
  static Weights whole(Function<WeightLayout, float[]> values) {
    return new Weights() {
      @Override
      public void read(WeightLayout weight, int firstRow, float[] into) {
        float[] all = values(weight);
        System.arraycopy(all, firstRow * weight.columns(), into, 0, into.length);
      }

      @Override
      public float[] values(WeightLayout weight) {
        float[] all = values.apply(weight);
        if (all.length != weight.size()) {
          throw new ModelException(
              String.format(
                  "Weight %s has %d values, its shape %s needs %d",
                  weight.name(), all.length, weight.shape(), weight.size()));
        }
        return all;
      }
    };
  }

  /**
   * Random weights, the same for the same seed: norms 1, the others normal. Matrices have the
   * deviation 1 / sqrt(3 hidden), which learns from context many times sooner at these widths than
   * the 0.02 of large models; those added to the residual stream are scaled down by the root of
   * their number (GPT-2); embeddings have 0.02.
   */
  static Weights random(PhiShape shape, long seed) {
    List<WeightLayout> layout = WeightLayout.of(shape);
    return (weight, firstRow, into) -> {
      double deviation = startingDeviation(shape, weight.kind());
      int columns = weight.columns();
      long base = (seed * 1_000_003 + layout.indexOf(weight)) * 0x9e3779b97f4a7c15L;
      for (int row = 0; row < into.length / columns; row++) {
        SplittableRandom random = new SplittableRandom(base + firstRow + row);
        for (int i = row * columns; i < (row + 1) * columns; i++) {
          boolean norm = weight.kind() == WeightLayout.Kind.NORM;
          into[i] = norm ? 1 : (float) (deviation * normal(random));
        }
      }
    };
  }

  /**
   * Nearly normal: the number of ones in 64 random bits, smoothed by a uniform number; a billion of
   * them are drawn for a full-size model.
   */
  private static double normal(SplittableRandom random) {
    long bits = random.nextLong();
    double uniform = ((bits * 0xd1342543de82ef95L) >>> 11) * 0x1.0p-53;
    return (Long.bitCount(bits) - 32 + uniform - 0.5) / Math.sqrt(16 + 1.0 / 12);
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

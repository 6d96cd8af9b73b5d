/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The source of an archive's weights, read a few rows at a time. */
public interface Weights {

  /**
   * Reads whole rows of a weight; a vector has one row.
   *
   * @param firstRow index of the first row, from 0
   * @param into receives the rows one after another; its length is a multiple of the columns
   * @throws ModelException when the weight is missing or can't be read
   */
  void read(WeightLayout weight, int firstRow, float[] into);

  /** All values of a weight, row by row. */
  default float[] values(WeightLayout weight) {
    float[] all = new float[weight.size()];
    read(weight, 0, all);
    return all;
  }

  /** Weights from a function that returns all values of a weight at once. */
  static Weights whole(Function<WeightLayout, float[]> values) {
    return (weight, firstRow, into) -> {
      float[] all = values.apply(weight);
      if (all.length != weight.size()) {
        throw ModelException.of(
            "Weight %s has %d values, its shape %s needs %d",
            weight.name(), all.length, weight.shape(), weight.size());
      }
      System.arraycopy(all, firstRow * weight.columns(), into, 0, into.length);
    };
  }

  /**
   * Random initial weights; equal seeds give equal weights. Norms are 1, all other weights are
   * normally distributed. Matrices have a standard deviation of 1 / sqrt(3 hidden): small models
   * then learn from context many times sooner than with the 0.02 of large models. The deviation of
   * matrices that add to the residual stream is divided by the square root of their number (GPT-2).
   * Embeddings have a deviation of 0.02.
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
   * A nearly normal random number: the number of ones in 64 random bits, smoothed by a uniform
   * number. It must be fast, since a full-size model needs billions.
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

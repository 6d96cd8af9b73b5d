/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.archive.WeightLayout.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The shape of the model of item sequences, and its weights before training. It is SASRec (Kang and
 * McAuley, ICDM 2018) with normalisation before each part, and with a bias by distance in place of
 * positions (Press et al., "Train Short, Test Long", ICLR 2022).
 */
final class SequenceShape {
  static final int WIDTH = 64;
  static final int LAYERS = 2;
  static final int HEADS = 2;
  static final double DROPOUT = 0.5;

  /** How much less a head attends to an item for each item in between. */
  static final float[] SLOPES = {0.5f, 0.05f};

  private static final double INITIAL = 0.02;

  private SequenceShape() {}

  /** The weights in the order of the module code; the table of items comes first. */
  static List<WeightLayout> layout(int items) {
    List<WeightLayout> all = new ArrayList<>();
    all.add(new WeightLayout("items", List.of(items, WIDTH), Kind.EMBEDDING));
    for (int layer = 0; layer < LAYERS; layer++) {
      addNorm(all);
      addDense(all, WIDTH, 3 * WIDTH);
      addDense(all, WIDTH, WIDTH);
      addNorm(all);
      addDense(all, WIDTH, 2 * WIDTH);
      addDense(all, 2 * WIDTH, WIDTH);
    }
    addNorm(all);
    return all;
  }

  private static void addNorm(List<WeightLayout> all) {
    all.add(new WeightLayout("gain", List.of(WIDTH), Kind.NORM));
    all.add(new WeightLayout("bias", List.of(WIDTH), Kind.NORM));
  }

  private static void addDense(List<WeightLayout> all, int in, int out) {
    all.add(new WeightLayout("matrix", List.of(out, in), Kind.MATRIX));
    all.add(new WeightLayout("bias", List.of(out), Kind.NORM));
  }

  /** Values before training. */
  static float[] initial(WeightLayout weight, Random random) {
    float[] values = new float[weight.size()];
    if (weight.name().equals("gain")) {
      Arrays.fill(values, 1);
    } else if (weight.matrix()) {
      double range =
          weight.kind() == Kind.EMBEDDING ? INITIAL : 1 / Math.sqrt(3.0 * weight.columns());
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (range * random.nextGaussian());
      }
    }
    return values;
  }

  /** What is added to the attention of each head from each position to each, [HEADS,n,n]. */
  static float[] bias(int n) {
    float[] bias = new float[HEADS * n * n];
    for (int head = 0; head < HEADS; head++) {
      for (int from = 0; from < n; from++) {
        for (int to = 0; to < n; to++) {
          bias[(head * n + from) * n + to] = to > from ? -1e30f : SLOPES[head] * (to - from);
        }
      }
    }
    return bias;
  }
}

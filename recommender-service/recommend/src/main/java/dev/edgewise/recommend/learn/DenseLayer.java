/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import java.util.Arrays;
import java.util.Random;

/**
 * A linear layer in training, with the gradients and moments of its weights. It computes many rows
 * at once. The rows are stored by unit, then by row, so that the inner loops are long and the
 * compiler can use vector instructions. The first unit of each input is the constant 1, whose
 * weight is the bias.
 */
final class DenseLayer {
  private static final float RATE = 2e-3f;
  private static final float DECAY = 0.01f;
  private static final float MEAN_KEPT = 0.9f;
  private static final float SQUARE_KEPT = 0.999f;
  private static final float EPSILON = 1e-8f;

  /** By output unit, then by input unit. */
  private final float[][] weights;

  private final float[][] gradients;
  private final float[][] means;
  private final float[][] squares;

  /** Creates a layer with random weights for inputs with {@code in} units after the constant. */
  DenseLayer(int in, int out, Random random) {
    this.weights = new float[out][in + 1];
    this.gradients = new float[out][in + 1];
    this.means = new float[out][in + 1];
    this.squares = new float[out][in + 1];
    double range = 1 / Math.sqrt(in);
    for (float[] row : weights) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (range * (2 * random.nextDouble() - 1));
      }
    }
  }

  /** Computes the outputs of inputs; both by unit, then by row. */
  float[][] forward(float[][] input) {
    float[][] output = new float[weights.length][input[0].length];
    for (int o = 0; o < output.length; o++) {
      for (int i = 0; i < input.length; i++) {
        add(output[o], input[i], weights[o][i]);
      }
    }
    return output;
  }

  private static void add(float[] to, float[] values, float factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * values[i];
    }
  }

  /**
   * Adds to the gradients; {@code input} by row, then by unit, {@code slopes} by unit, then by row.
   */
  void learn(float[][] input, float[][] slopes) {
    for (int o = 0; o < slopes.length; o++) {
      float[] gradient = gradients[o];
      for (int row = 0; row < input.length; row++) {
        if (slopes[o][row] != 0) {
          add(gradient, input[row], slopes[o][row]);
        }
      }
    }
  }

  /** Returns the slopes of the inputs from those of the outputs, both by unit, then by row. */
  float[][] backward(float[][] slopes) {
    float[][] back = new float[weights[0].length][slopes[0].length];
    for (int o = 0; o < slopes.length; o++) {
      for (int i = 0; i < back.length; i++) {
        add(back[i], slopes[o], weights[o][i]);
      }
    }
    return back;
  }

  /** Makes a step of AdamW and clears the gradients; {@code rate} falls from 1 to 0. */
  void update(double rate, int step) {
    float meanScale = (float) (1 / (1 - Math.pow(MEAN_KEPT, step)));
    float squareScale = (float) (1 / (1 - Math.pow(SQUARE_KEPT, step)));
    float size = (float) (RATE * rate);
    for (int o = 0; o < weights.length; o++) {
      for (int i = 0; i < weights[o].length; i++) {
        float gradient = gradients[o][i];
        means[o][i] = MEAN_KEPT * means[o][i] + (1 - MEAN_KEPT) * gradient;
        squares[o][i] = SQUARE_KEPT * squares[o][i] + (1 - SQUARE_KEPT) * gradient * gradient;
        float root = (float) Math.sqrt(squares[o][i] * squareScale);
        float move = means[o][i] * meanScale / (root + EPSILON);
        weights[o][i] -= size * (DECAY * weights[o][i] + move);
        gradients[o][i] = 0;
      }
    }
  }

  /** The bias of each output. */
  float[] bias() {
    float[] bias = new float[weights.length];
    for (int o = 0; o < bias.length; o++) {
      bias[o] = weights[o][0];
    }
    return bias;
  }

  /** The weights by output, then by input, without the bias. */
  float[][] weights() {
    return Arrays.stream(weights)
        .map(row -> Arrays.copyOfRange(row, 1, row.length))
        .toArray(float[][]::new);
  }
}

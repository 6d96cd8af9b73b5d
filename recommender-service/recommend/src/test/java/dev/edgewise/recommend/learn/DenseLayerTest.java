/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DenseLayerTest {
  private static final int IN = 3;
  private static final int OUT = 2;
  private static final int ROWS = 4;

  private final Random random = new Random(1);
  private final DenseLayer layer = new DenseLayer(IN, OUT, random);

  /** By row, then by unit, the constant first. */
  private final float[][] rows = new float[ROWS][IN + 1];

  DenseLayerTest() {
    for (float[] row : rows) {
      row[0] = 1;
      for (int i = 1; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
  }

  private static float[][] transposed(float[][] rows) {
    float[][] transposed = new float[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < transposed.length; j++) {
        transposed[j][i] = rows[i][j];
      }
    }
    return transposed;
  }

  private float[][] slopes(double size) {
    float[][] slopes = new float[OUT][ROWS];
    for (float[] unit : slopes) {
      for (int row = 0; row < ROWS; row++) {
        unit[row] = (float) (size * random.nextGaussian());
      }
    }
    return slopes;
  }

  @Test
  void computesSumsOfProductsAndABias() {
    float[][] output = layer.forward(transposed(rows));
    for (int row = 0; row < ROWS; row++) {
      for (int o = 0; o < OUT; o++) {
        double expected = layer.bias()[o];
        for (int i = 0; i < IN; i++) {
          expected += layer.weights()[o][i] * rows[row][i + 1];
        }
        assertThat(output[o][row]).isCloseTo((float) expected, within(1e-5f));
      }
    }
  }

  /** The loss is the sum of outputs times slopes, so that its slope by output is just that. */
  private double loss(float[][] input, float[][] slopes) {
    float[][] output = layer.forward(input);
    double loss = 0;
    for (int o = 0; o < OUT; o++) {
      for (int row = 0; row < ROWS; row++) {
        loss += (double) output[o][row] * slopes[o][row];
      }
    }
    return loss;
  }

  @Test
  void theSlopesOfTheInputsAreThoseOfFiniteDifferences() {
    float[][] slopes = slopes(1);
    float[][] back = layer.backward(slopes);
    float step = 0.125f;
    for (int unit = 0; unit <= IN; unit++) {
      for (int row = 0; row < ROWS; row++) {
        float[][] more = transposed(rows);
        float[][] less = transposed(rows);
        more[unit][row] += step;
        less[unit][row] -= step;
        double slope = (loss(more, slopes) - loss(less, slopes)) / (2 * step);
        assertThat(back[unit][row]).isCloseTo((float) slope, within(1e-4f));
      }
    }
  }

  /**
   * The first step of AdamW moves a weight w of gradient g by -rate (0.01 w + g / (|g| + 1e-8)). So
   * gradients of about this size can be told from the move. The gradient of a weight is the sum
   * over rows of the output's slope times the input.
   */
  @Test
  void theFirstStepIsThatOfTheFormula() {
    float[][] slopes = slopes(1e-8);
    float[][] before = layer.weights();
    float[] bias = layer.bias();
    layer.learn(rows, slopes);
    layer.update(0.5, 1);
    for (int o = 0; o < OUT; o++) {
      for (int i = 0; i <= IN; i++) {
        double gradient = 0;
        for (int row = 0; row < ROWS; row++) {
          gradient += (double) slopes[o][row] * rows[row][i];
        }
        double weight = i == 0 ? bias[o] : before[o][i - 1];
        double now = i == 0 ? layer.bias()[o] : layer.weights()[o][i - 1];
        double move = 0.01 * weight + gradient / (Math.abs(gradient) + 1e-8);
        assertThat(now - weight).isCloseTo(-2e-3 * 0.5 * move, within(2e-7));
      }
    }
  }

  @Test
  void aStepForgetsTheGradients() {
    layer.learn(rows, slopes(1));
    layer.update(1, 1);
    float[][] after = layer.weights();
    layer.update(0, 2);
    assertThat(layer.weights()).isDeepEqualTo(after);
    for (int step = 3; step < 2000; step++) {
      layer.update(1, step);
    }
    // only the weights' own decay and the fading mean of old gradients move them
    for (int o = 0; o < OUT; o++) {
      for (int i = 0; i < IN; i++) {
        assertThat(layer.weights()[o][i]).isCloseTo(after[o][i], within(0.1f));
      }
    }
  }
}

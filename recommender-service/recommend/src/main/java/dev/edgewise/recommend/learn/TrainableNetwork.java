/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.FeatureNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A network in training: two hidden layers, of which the first is thinned out at random. */
final class TrainableNetwork {
  private static final int HIDDEN = 32;
  private static final float KEPT = 0.8f;

  private final DenseLayer first;
  private final DenseLayer second;
  private final DenseLayer output;
  private final Random random;
  private int steps;

  TrainableNetwork(int features, Random random) {
    this.random = random;
    this.first = new DenseLayer(features, HIDDEN, random);
    this.second = new DenseLayer(HIDDEN, HIDDEN, random);
    this.output = new DenseLayer(HIDDEN, 1, random);
  }

  /**
   * Makes one step on some users' candidates.
   *
   * @param weights for each user the weights of the chosen candidates
   * @param rate of the step, from 1 to 0
   */
  void step(List<TrainingRows.Group> batch, List<double[]> weights, double rate) {
    double all = weights.stream().flatMapToDouble(Arrays::stream).sum();
    for (int i = 0; i < batch.size(); i++) {
      learn(batch.get(i).rows(), weights.get(i), all);
    }
    steps++;
    first.update(rate, steps);
    second.update(rate, steps);
    output.update(rate, steps);
  }

  private void learn(float[][] rows, double[] weights, double all) {
    float[][] inputRows = withConstant(rows);
    float[][] hidden = first.forward(transposed(inputRows));
    thin(hidden);
    float[][] hiddenRows = withConstant(transposed(hidden));
    float[][] top = second.forward(transposed(hiddenRows));
    rectify(top);
    float[][] topRows = withConstant(transposed(top));
    float[] scores = output.forward(transposed(topRows))[0];

    float[][] slope = {slopes(scores, weights, all)};
    output.learn(topRows, slope);
    float[][] topSlopes = where(top, output.backward(slope), 1);
    second.learn(hiddenRows, topSlopes);
    first.learn(inputRows, where(hidden, second.backward(topSlopes), 1 / KEPT));
  }

  /**
   * The slopes of the loss by score: for each row the share it has less the share it should have.
   */
  private static float[] slopes(float[] scores, double[] weights, double all) {
    double most = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      most = Math.max(most, score);
    }
    double[] shares = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp(scores[i] - most);
      sum += shares[i];
    }
    double own = Arrays.stream(weights).sum();
    float[] slopes = new float[scores.length];
    for (int i = 0; i < slopes.length; i++) {
      double wanted = i < weights.length ? weights[i] : 0;
      slopes[i] = (float) ((shares[i] / sum * own - wanted) / all);
    }
    return slopes;
  }

  private void thin(float[][] values) {
    for (float[] unit : values) {
      for (int i = 0; i < unit.length; i++) {
        unit[i] = unit[i] > 0 && random.nextFloat() < KEPT ? unit[i] / KEPT : 0;
      }
    }
  }

  private static void rectify(float[][] values) {
    for (float[] unit : values) {
      for (int i = 0; i < unit.length; i++) {
        unit[i] = Math.max(0, unit[i]);
      }
    }
  }

  /** The slopes, without the constant's, times a factor where the unit was active, else 0. */
  private static float[][] where(float[][] active, float[][] slopes, float factor) {
    float[][] kept = new float[active.length][active[0].length];
    for (int unit = 0; unit < active.length; unit++) {
      for (int i = 0; i < kept[unit].length; i++) {
        kept[unit][i] = active[unit][i] > 0 ? factor * slopes[unit + 1][i] : 0;
      }
    }
    return kept;
  }

  private static float[][] withConstant(float[][] rows) {
    float[][] with = new float[rows.length][rows[0].length + 1];
    for (int i = 0; i < rows.length; i++) {
      with[i][0] = 1;
      System.arraycopy(rows[i], 0, with[i], 1, rows[i].length);
    }
    return with;
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

  /** The network as it is now. */
  FeatureNetwork trained() {
    return new FeatureNetwork(
        first.weights(), first.bias(), second.weights(), second.bias(), output.weights()[0]);
  }
}

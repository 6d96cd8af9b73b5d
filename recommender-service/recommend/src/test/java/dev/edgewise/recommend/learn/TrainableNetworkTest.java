/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.FeatureNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrainableNetworkTest {
  private static final int FEATURES = 4;
  private static final double STEP = 1e-4;

  /** The share of first units that training keeps; it multiplies the kept ones by the inverse. */
  private static final double KEPT = 0.8;

  private final Random random = new Random(9);

  /** Keeps every unit. */
  private static final class NothingThinned extends Random {
    private static final long serialVersionUID = 1;

    NothingThinned() {
      super(4);
    }

    @Override
    public float nextFloat() {
      return 0;
    }
  }

  private TrainingRows.Group group(int rows, int chosen) {
    float[][] values = new float[rows][FEATURES];
    for (float[] row : values) {
      for (int i = 0; i < FEATURES; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    double[] popularity = new double[chosen];
    Arrays.fill(popularity, 1);
    return new TrainingRows.Group(values, chosen, popularity);
  }

  private static double[] layer(double[] in, float[][] weights, float[] bias, double factor) {
    double[] out = new double[bias.length];
    for (int i = 0; i < out.length; i++) {
      double sum = bias[i];
      for (int j = 0; j < in.length; j++) {
        sum += in[j] * weights[i][j];
      }
      out[i] = factor * Math.max(0, sum);
    }
    return out;
  }

  private static double score(FeatureNetwork network, float[] row) {
    double[] in = new double[row.length];
    Arrays.setAll(in, i -> row[i]);
    double[] first = layer(in, network.weights1(), network.bias1(), 1 / KEPT);
    double[] second = layer(first, network.weights2(), network.bias2(), 1);
    double sum = 0;
    for (int i = 0; i < second.length; i++) {
      sum += second[i] * network.weights3()[i];
    }
    return sum;
  }

  /** The weighted mean of -log(share) over the chosen rows. */
  private static double loss(
      FeatureNetwork network, List<TrainingRows.Group> batch, List<double[]> weights) {
    double loss = 0;
    double all = 0;
    for (int g = 0; g < batch.size(); g++) {
      float[][] rows = batch.get(g).rows();
      double sum = 0;
      for (float[] row : rows) {
        sum += Math.exp(score(network, row));
      }
      for (int i = 0; i < weights.get(g).length; i++) {
        loss -= weights.get(g)[i] * (score(network, rows[i]) - Math.log(sum));
        all += weights.get(g)[i];
      }
    }
    return loss / all;
  }

  private static FeatureNetwork copy(FeatureNetwork of) {
    UnaryOperator<float[][]> deep =
        rows -> Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    return new FeatureNetwork(
        deep.apply(of.weights1()),
        of.bias1().clone(),
        deep.apply(of.weights2()),
        of.bias2().clone(),
        of.weights3().clone());
  }

  private static List<float[]> arrays(FeatureNetwork network) {
    List<float[]> arrays = new ArrayList<>(List.of(network.weights1()));
    arrays.addAll(List.of(network.weights2()));
    arrays.addAll(List.of(network.bias1(), network.bias2(), network.weights3()));
    return arrays;
  }

  /**
   * The first step of AdamW moves every weight by the same amount, apart from a small decay. So the
   * direction must be against the slope of the loss, which finite differences tell.
   */
  @Test
  void everyWeightMovesAgainstTheSlopeOfTheLoss() {
    TrainableNetwork network = new TrainableNetwork(FEATURES, new NothingThinned());
    List<TrainingRows.Group> batch = List.of(group(5, 1), group(7, 2));
    List<double[]> weights = List.of(new double[] {1.5}, new double[] {0.5, 1});
    FeatureNetwork before = copy(network.trained());
    network.step(batch, weights, 1);
    List<float[]> after = arrays(network.trained());
    int checked = 0;
    for (int a = 0; a < after.size(); a++) {
      for (int i = 0; i < after.get(a).length; i++) {
        FeatureNetwork moved = copy(before);
        float[] values = arrays(moved).get(a);
        float was = values[i];
        values[i] = (float) (was + STEP);
        double more = loss(moved, batch, weights);
        values[i] = (float) (was - STEP);
        double slope = (more - loss(moved, batch, weights)) / (2 * STEP);
        float move = after.get(a)[i] - was;
        if (Math.abs(slope) > 1e-4) {
          checked++;
          assertThat(Math.signum(move))
              .as("array %d, weight %d, slope %g", a, i, slope)
              .isEqualTo((float) -Math.signum(slope));
          assertThat(Math.abs(move)).isBetween(1.9e-3f, 2.1e-3f);
        }
      }
    }
    assertThat(checked).isGreaterThan(600);
  }

  @Test
  void stepsLowerTheLoss() {
    TrainableNetwork network = new TrainableNetwork(FEATURES, new NothingThinned());
    List<TrainingRows.Group> batch = List.of(group(5, 1), group(7, 2));
    List<double[]> weights = List.of(new double[] {1}, new double[] {1, 1});
    double before = loss(copy(network.trained()), batch, weights);
    for (int i = 0; i < 100; i++) {
      network.step(batch, weights, 1);
    }
    assertThat(loss(network.trained(), batch, weights)).isLessThan(before / 2);
  }
}

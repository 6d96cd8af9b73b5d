/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxFitTest {
  private static final int REQUESTS = 1500;
  private static final int CANDIDATES = 12;

  private final Random random = new Random(2);

  /** Requests whose one liked candidate is drawn by a softmax of these weights. */
  private List<SoftmaxFit.Example> drawn(double[] weights, double[] spread) {
    List<SoftmaxFit.Example> examples = new ArrayList<>();
    for (int r = 0; r < REQUESTS; r++) {
      double[][] features = new double[CANDIDATES][3];
      int liked = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < CANDIDATES; c++) {
        double logit = -Math.log(-Math.log(random.nextDouble()));
        for (int f = 0; f < 3; f++) {
          features[c][f] = random.nextGaussian() * spread[f];
          logit += weights[f] * features[c][f];
        }
        if (logit > most) {
          most = logit;
          liked = c;
        }
      }
      boolean[] likes = new boolean[CANDIDATES];
      likes[liked] = true;
      examples.add(SoftmaxFit.Example.of(features, likes));
    }
    return examples;
  }

  @Test
  void findsTheWeightsThatMadeTheData() {
    double[] found = fit(new double[] {0.8, -0.5, 0.3}, new double[] {1, 1, 1}, -9);
    assertThat(found).containsExactly(new double[] {0.8, -0.5, 0.3}, within(0.1));
  }

  /** A feature with a wide spread must not make the fit overshoot forever. */
  @Test
  void theSizeOfAFeatureDoesNotMatter() {
    double[] found = fit(new double[] {0.8, 0.02, 30}, new double[] {1, 40, 0.03}, -9);
    assertThat(found[0]).isCloseTo(0.8, within(0.1));
    assertThat(found[1]).isCloseTo(0.02, within(0.003));
    assertThat(found[2]).isCloseTo(30.0, within(4.0));
  }

  @Test
  void aWeightThatMustNotBeNegativeIsNot() {
    double[] found = fit(new double[] {0.8, -0.5, 0.3}, new double[] {1, 1, 1}, 0);
    assertThat(found[1]).isZero();
    assertThat(found[0]).isGreaterThan(0.5);
  }

  private double[] fit(double[] weights, double[] spread, double least) {
    return SoftmaxFit.fit(drawn(weights, spread), new double[] {least, least, least});
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlendFitTest {
  private static final int REQUESTS = 1500;
  private static final int CANDIDATES = 12;

  private final Random random = new Random(2);

  /** Requests whose one liked candidate is drawn by a softmax of these weights. */
  private List<BlendFit.Example> drawn(double[] weights, double[] spread) {
    List<BlendFit.Example> examples = new ArrayList<>();
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
      examples.add(new BlendFit.Example(features, likes));
    }
    return examples;
  }

  @Test
  void findsTheWeightsThatMadeTheData() {
    BlendFit.Weights found =
        BlendFit.fit(drawn(new double[] {0.8, 0.5, 0.3}, new double[] {1, 1, 1}));
    assertThat(found.firstStage()).isCloseTo(0.8, within(0.1));
    assertThat(found.model()).isCloseTo(0.5, within(0.1));
    assertThat(found.prior()).isCloseTo(0.3, within(0.1));
  }

  /** A model whose answers spread widely must not make the fit overshoot for ever. */
  @Test
  void theSizeOfAFeatureDoesNotMatter() {
    BlendFit.Weights found =
        BlendFit.fit(drawn(new double[] {0.8, 0.02, 30}, new double[] {1, 40, 0.03}));
    assertThat(found.firstStage()).isCloseTo(0.8, within(0.1));
    assertThat(found.model()).isCloseTo(0.02, within(0.003));
    assertThat(found.prior()).isCloseTo(30.0, within(4.0));
  }

  @Test
  void aModelThatIsWrongGetsNoSay() {
    BlendFit.Weights found = BlendFit.fit(drawn(new double[] {1, -0.7, 0}, new double[] {1, 1, 1}));
    assertThat(found.model()).isZero();
    assertThat(found.prior()).isBetween(0.0, 0.1);
  }

  @Test
  void theBiasMakesTheMeanProbabilityTrue() {
    List<BlendFit.Example> examples = drawn(new double[] {0.8, 0.5, 0}, new double[] {1, 1, 1});
    BlendFit.Weights found = BlendFit.fit(examples);
    double sum = 0;
    for (BlendFit.Example e : examples) {
      for (double[] f : e.features()) {
        sum += 1 / (1 + Math.exp(-found.logit(f[0], f[1], -f[2])));
      }
    }
    assertThat(sum / examples.size()).isCloseTo(1, within(1e-6));
  }

  @Test
  void aFeatureThatNeverDiffersDoesNoHarm() {
    BlendFit.Weights found = BlendFit.fit(drawn(new double[] {1, 0, 0}, new double[] {1, 0, 0}));
    assertThat(found.firstStage()).isCloseTo(1, within(0.1));
    assertThat(found.model()).isFinite();
  }
}

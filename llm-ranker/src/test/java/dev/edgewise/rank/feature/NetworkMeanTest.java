/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkMeanTest {
  /**
   * Two features and two hidden units in each layer. The first layer gives max(0, x - y + 1) and
   * max(0, 2y - 1), the second the sum of both and max(0, the first less the second less 2).
   */
  private static final FeatureNetwork NETWORK =
      new FeatureNetwork(
          new float[][] {{1, -1}, {0, 2}},
          new float[] {1, -1},
          new float[][] {{1, 1}, {1, -1}},
          new float[] {0, -2},
          new float[] {3, -0.5f});

  @Test
  void computesWhatOneComputesByHand() {
    float[][] columns = {{3, 0, -5}, {0, 2, 0.25f}};
    // 4 and 0; 4 and 2; 12 - 1. 0 and 3; 3 and 0; 9. Nothing is active
    assertThat(NETWORK.scores(columns)).containsExactly(11, 9, 0);
  }

  @Test
  void standardisesAndStaysWithinFiveDeviations() {
    float[] means = {1, 10, 0};
    float[] deviations = {2, 0.5f, 1e-6f};
    assertThat(NetworkMean.standardised(new float[] {4, 9, 0}, means, deviations))
        .containsExactly(new float[] {1.5f, -2, 0}, within(1e-6f));
    assertThat(NetworkMean.standardised(new float[] {400, -9, 1}, means, deviations))
        .containsExactly(5, -5, 5);
  }

  @Test
  void isTheMeanOfTheNetworksOverStandardisedFeatures() {
    FeatureNetwork twice =
        new FeatureNetwork(
            NETWORK.weights1(),
            NETWORK.bias1(),
            NETWORK.weights2(),
            NETWORK.bias2(),
            new float[] {6, -1});
    NetworkMean mean =
        new NetworkMean(new float[] {10, 5}, new float[] {2, 1}, List.of(NETWORK, twice));
    // standardised 3 and 0, with scores of 11 and 22
    assertThat(mean.score(new float[] {16, 5})).isCloseTo(16.5f, within(1e-6f));
  }
}

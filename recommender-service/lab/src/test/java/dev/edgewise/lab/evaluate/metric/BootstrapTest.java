/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void theIntervalHoldsTheMeanAndComesFromTheSeed() {
    Random random = new Random(4);
    double[] values = random.doubles(500).toArray();
    Interval one = Bootstrap.mean(values, 1);
    assertThat(one.mean()).isEqualTo(Arrays.stream(values).average().orElse(0));
    assertThat(one.mean()).isBetween(one.low(), one.high());
    assertThat(Bootstrap.mean(values, 1)).isEqualTo(one);
    double standardError = Math.sqrt(1.0 / 12 / 500);
    assertThat(one.high() - one.low()).isCloseTo(2 * 1.96 * standardError, within(0.01));
  }

  @Test
  void aPairedDifferenceIsSurerThanTwoMeans() {
    Random random = new Random(4);
    double[] a = random.doubles(300).toArray();
    double[] b = Arrays.stream(a).map(x -> x - 0.01).toArray();
    Interval difference = Bootstrap.difference(a, b, 1);
    assertThat(difference.low()).isCloseTo(0.01, within(1e-9));
    assertThat(difference.above(0)).isTrue();
    assertThat(Bootstrap.difference(a, a, 1).above(0)).isFalse();
  }
}

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
  void weightsCountAndUndefinedFiguresDont() {
    UserFigures figures =
        new UserFigures(new double[] {1, Double.NaN, 0}, new double[] {3, 100, 1});
    assertThat(figures.mean()).isEqualTo(0.75);
    Interval interval = Bootstrap.mean(figures, 1);
    assertThat(interval).isEqualTo(new Interval(0.75, 0, 1));
    assertThat(Bootstrap.mean(new UserFigures(new double[0], new double[0]), 1).mean()).isNaN();
  }

  @Test
  void aPairedDifferenceIsSurerThanTwoMeans() {
    Random random = new Random(4);
    double[] a = random.doubles(300).toArray();
    double[] b = Arrays.stream(a).map(x -> x - 0.01).toArray();
    Interval difference = Bootstrap.mean(UserFigures.equal(a).minus(UserFigures.equal(b)), 1);
    assertThat(difference.low()).isCloseTo(0.01, within(1e-9));
    assertThat(difference.above(0)).isTrue();
    UserFigures same = UserFigures.equal(a);
    assertThat(Bootstrap.mean(same.minus(same), 1).above(0)).isFalse();
  }
}

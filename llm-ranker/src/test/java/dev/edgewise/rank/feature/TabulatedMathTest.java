/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests the tables against the exact functions. */
class TabulatedMathTest {
  private final Random random = new Random(1);

  @Test
  void logarithmsAreClose() {
    assertThat(TabulatedMath.log(1)).isZero();
    for (int i = 0; i < 100_000; i++) {
      double x = Math.exp(60 * random.nextDouble() - 30);
      assertThat(TabulatedMath.log(x)).isCloseTo(Math.log(x), within(1e-9));
    }
  }

  @Test
  void exponentialsAreClose() {
    for (double x : new double[] {0, 1, -1, 700, -700}) {
      assertThat(TabulatedMath.exp(x) / Math.exp(x)).isCloseTo(1, within(1e-9));
    }
    for (int i = 0; i < 100_000; i++) {
      double x = 100 * random.nextDouble() - 50;
      assertThat(TabulatedMath.exp(x) / Math.exp(x)).isCloseTo(1, within(1e-9));
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QualityTest {
  private static final List<String> RANKED = IntStream.range(0, 20).mapToObj(i -> "i" + i).toList();

  @Test
  void ndcgByHand() {
    double first = 1;
    double third = 1 / (Math.log(4) / Math.log(2));
    double ideal = 1 + 1 / (Math.log(3) / Math.log(2));
    assertThat(Quality.ndcg(RANKED, Set.of("i0"))).isEqualTo(1);
    assertThat(Quality.ndcg(RANKED, Set.of("i2"))).isCloseTo(0.5, within(1e-12));
    assertThat(Quality.ndcg(RANKED, Set.of("i0", "i2")))
        .isCloseTo((first + third) / ideal, within(1e-12));
  }

  @Test
  void onlyTheFirstTenPlacesCount() {
    assertThat(Quality.ndcg(RANKED, Set.of("i10"))).isZero();
    assertThat(Quality.hit(RANKED, Set.of("i10"))).isZero();
    assertThat(Quality.hit(RANKED, Set.of("i9", "i10"))).isEqualTo(1);
  }

  @Test
  void whatWasNotFoundCountsAsMissed() {
    assertThat(Quality.ndcg(List.of("i0"), Set.of("i0", "elsewhere"))).isBetween(0.6, 0.62);
    assertThat(Quality.ndcg(List.of(), Set.of("i0"))).isZero();
  }

  @Test
  void nothingBeatsTheIdealOfTenLikedOnTop() {
    Set<String> liked = Set.copyOf(RANKED.subList(0, 15));
    assertThat(Quality.ndcg(RANKED, liked)).isCloseTo(1, within(1e-12));
  }

  @Test
  void theIntervalHoldsTheMeanAndComesFromTheSeed() {
    Random random = new Random(4);
    double[] values = random.doubles(500).toArray();
    Quality.Interval one = Quality.mean(values, 1);
    assertThat(one.mean()).isEqualTo(Arrays.stream(values).average().orElse(0));
    assertThat(one.mean()).isBetween(one.low(), one.high());
    assertThat(Quality.mean(values, 1)).isEqualTo(one);
    double standardError = Math.sqrt(1.0 / 12 / 500);
    assertThat(one.high() - one.low()).isCloseTo(2 * 1.96 * standardError, within(0.01));
  }

  @Test
  void aPairedDifferenceIsSurerThanTwoMeans() {
    Random random = new Random(4);
    double[] a = random.doubles(300).toArray();
    double[] b = Arrays.stream(a).map(x -> x - 0.01).toArray();
    Quality.Interval difference = Quality.difference(a, b, 1);
    assertThat(difference.low()).isCloseTo(0.01, within(1e-9));
    assertThat(difference.above(0)).isTrue();
    assertThat(Quality.difference(a, a, 1).above(0)).isFalse();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final List<String> RANKED = IntStream.range(0, 20).mapToObj(i -> "i" + i).toList();

  @Test
  void ndcgByHand() {
    double first = 1;
    double third = 1 / (Math.log(4) / Math.log(2));
    double ideal = 1 + 1 / (Math.log(3) / Math.log(2));
    assertThat(Metrics.ndcg(RANKED, Set.of("i0"), 10)).isEqualTo(1);
    assertThat(Metrics.ndcg(RANKED, Set.of("i2"), 10)).isCloseTo(0.5, within(1e-12));
    assertThat(Metrics.ndcg(RANKED, Set.of("i0", "i2"), 10))
        .isCloseTo((first + third) / ideal, within(1e-12));
  }

  @Test
  void onlyTheFirstTenPlacesCount() {
    assertThat(Metrics.ndcg(RANKED, Set.of("i10"), 10)).isZero();
    assertThat(Metrics.hit(RANKED, Set.of("i10"), 10)).isZero();
    assertThat(Metrics.hit(RANKED, Set.of("i9", "i10"), 10)).isEqualTo(1);
  }

  @Test
  void whatWasNotFoundCountsAsMissed() {
    assertThat(Metrics.ndcg(List.of("i0"), Set.of("i0", "elsewhere"), 10)).isBetween(0.6, 0.62);
    assertThat(Metrics.ndcg(List.of(), Set.of("i0"), 10)).isZero();
  }

  @Test
  void nothingBeatsTheIdealOfTenLikedOnTop() {
    Set<String> liked = Set.copyOf(RANKED.subList(0, 15));
    assertThat(Metrics.ndcg(RANKED, liked, 10)).isCloseTo(1, within(1e-12));
  }

  @Test
  void theOtherMetricsByHand() {
    Set<String> targets = Set.of("i2", "i4", "elsewhere", "i15");
    assertThat(Metrics.reciprocalRank(RANKED, targets, 10)).isEqualTo(1.0 / 3);
    assertThat(Metrics.reciprocalRank(RANKED, targets, 2)).isZero();
    assertThat(Metrics.recall(RANKED, targets, 10)).isEqualTo(0.5);
    assertThat(Metrics.recall(RANKED, targets, 20)).isEqualTo(0.75);
    assertThat(Metrics.hit(RANKED, targets, 3)).isEqualTo(1);
    assertThat(Metrics.hit(RANKED, targets, 2)).isZero();
  }

  @Test
  void gainsByHand() {
    Map<String, Double> gains = Map.of("i0", 0.1, "i2", 0.5, "elsewhere", 0.2);
    double first = 1;
    double second = 1 / (Math.log(3) / Math.log(2));
    double third = 0.5;
    ToDoubleFunction<String> of = item -> gains.getOrDefault(item, 0.0);
    assertThat(Metrics.gain(RANKED, gains.keySet(), of, 10))
        .isCloseTo(0.1 * first + 0.5 * third, within(1e-12));
    assertThat(Metrics.ideal(gains.keySet(), of, 10))
        .isCloseTo(0.5 * first + 0.2 * second + 0.1 * third, within(1e-12));
    assertThat(Metrics.ideal(gains.keySet(), of, 1)).isEqualTo(0.5);
  }

  @Test
  void aListThatEndsEarlyMissesTheRest() {
    assertThat(Metrics.hit(List.of(), Set.of("a"), 10)).isZero();
    assertThat(Metrics.reciprocalRank(List.of("b"), Set.of("a"), 10)).isZero();
    assertThat(Metrics.recall(List.of("a"), Set.of("a", "b"), 10)).isEqualTo(0.5);
  }
}

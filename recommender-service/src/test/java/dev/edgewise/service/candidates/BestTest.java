/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BestTest {
  @Test
  void keepsWhatSortingWouldKeepWhateverTheOrder() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      Map<String, Double> scores = new HashMap<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        scores.put("i" + random.nextInt(100), (double) random.nextInt(6) - 1);
      }
      int most = random.nextInt(12);
      Best best = new Best(most, item -> !item.endsWith("3"));
      scores.forEach(best::offer);
      assertThat(best.scores()).isEqualTo(sorted(scores, most));
    }
  }

  private static Map<String, Double> sorted(Map<String, Double> scores, int most) {
    List<Map.Entry<String, Double>> all = new ArrayList<>(scores.entrySet());
    all.removeIf(e -> e.getValue() <= 0 || e.getKey().endsWith("3"));
    all.sort(
        Map.Entry.<String, Double>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    Map<String, Double> kept = new HashMap<>();
    all.stream().limit(most).forEach(e -> kept.put(e.getKey(), e.getValue()));
    return kept;
  }

  @Test
  void whatIsNoNumberIsNotGood() {
    Best best = new Best(2);
    best.offer("a", Double.NaN);
    best.offer("b", 1);
    assertThat(best.scores()).containsOnlyKeys("b");
  }
}

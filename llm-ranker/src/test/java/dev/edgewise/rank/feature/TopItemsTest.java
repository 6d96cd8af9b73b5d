/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopItemsTest {
  @Test
  void keepsWhatSortingWouldKeepWhateverTheOrder() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      List<ScoredItem> offered = new ArrayList<>();
      for (int i = random.nextInt(400); i > 0; i--) {
        offered.add(new ScoredItem(100 * i + random.nextInt(100), (double) random.nextInt(60) - 9));
      }
      int most = random.nextInt(40);
      TopItems best = new TopItems(most, item -> item % 10 != 3);
      offered.forEach(one -> best.offer(one.item(), one.score()));
      assertThat(best.list()).isEqualTo(sorted(offered, most));
    }
  }

  /**
   * Few positive scores, many equal scores, or nearly all items forbidden: the estimate is wrong
   * then.
   */
  @Test
  void anArrayIsSearchedAsExactly() {
    Random random = new Random(4);
    for (int round = 0; round < 300; round++) {
      float[] scores = new float[random.nextInt(6000)];
      List<ScoredItem> offered = new ArrayList<>();
      int values = 1 + random.nextInt(1000);
      double positive = Math.pow(random.nextDouble(), 2);
      for (int item = 0; item < scores.length; item++) {
        scores[item] = random.nextDouble() < positive ? random.nextInt(values) : 0;
        // the sampled items are better than the others
        scores[item] *= item % 61 == 0 && round % 2 == 0 ? 10 : 1;
        offered.add(new ScoredItem(item, scores[item]));
      }
      int most = random.nextInt(60);
      TopItems best = new TopItems(most, item -> item % 10 != 3);
      best.offerAll(scores);
      assertThat(best.list()).isEqualTo(sorted(offered, most));
    }
  }

  private static List<ScoredItem> sorted(List<ScoredItem> offered, int most) {
    return offered.stream()
        .filter(one -> one.score() > 0 && one.item() % 10 != 3)
        .sorted(
            Comparator.comparingDouble((ScoredItem one) -> -one.score())
                .thenComparingInt(ScoredItem::item))
        .limit(most)
        .toList();
  }

  @Test
  void whatIsNoNumberIsNotGood() {
    TopItems best = new TopItems(2, any -> true);
    best.offer(0, Double.NaN);
    best.offer(1, 1);
    assertThat(best.list()).containsExactly(new ScoredItem(1, 1));
  }
}

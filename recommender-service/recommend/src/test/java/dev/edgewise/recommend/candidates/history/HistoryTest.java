/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistoryTest {
  private final History history = new History();

  @Test
  void saysOnceThatAnItemIsLiked() {
    assertThat(history.record(7, 0, false, 1)).isFalse();
    assertThat(history.record(7, 1, true, 2)).isTrue();
    assertThat(history.record(7, 0.5, true, 3)).isFalse();
    assertThat(history.size()).isOne();
    assertThat(history.time(0)).isEqualTo(1);
  }

  @Test
  void whatSaysNothingOfLikingLeavesWhatIsKnown() {
    history.record(7, -1, true, 1);
    history.record(7, 0.3, false, 2);
    assertThat(history.liking(0)).isEqualTo(-1);
    assertThat(history.record(7, 1, true, 3)).isTrue();
  }

  @Test
  void theLatestOpinionCountsWhateverComesLast() {
    history.record(7, -1, true, 20);
    assertThat(history.record(7, 1, true, 10)).isFalse();
    assertThat(history.liking(0)).isEqualTo(-1);
    assertThat(history.record(7, 1, true, 30)).isTrue();
  }

  @Test
  void theGreatestInterestCountsWithoutAnOpinion() {
    history.record(7, 0.3, false, 1);
    history.record(7, 0.1, false, 2);
    assertThat(history.liking(0)).isCloseTo(0.3, within(1e-6));
  }

  @Test
  void theOldestGoesWhenItIsFull() {
    for (int item = 0; item < History.MOST + 5; item++) {
      history.record(item, 1, true, item);
    }
    assertThat(history.size()).isEqualTo(History.MOST);
    assertThat(history.find(4)).isEqualTo(-1);
    assertThat(history.item(0)).isEqualTo(5);
    assertThat(history.find(History.MOST + 4)).isEqualTo(History.MOST - 1);
    assertThat(history.likes()).isEqualTo(History.MOST);
  }
}

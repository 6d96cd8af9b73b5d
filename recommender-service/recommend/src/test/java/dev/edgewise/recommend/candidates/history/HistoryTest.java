/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.UserHistory;
import dev.edgewise.recommend.learn.Interactions;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Signal LIKE = new Signal(true, 1);
  private static final Signal DISLIKE = new Signal(true, -1);

  private final History history = new History();

  private static Signal view(double interest) {
    return new Signal(false, interest);
  }

  private UserHistory recorded() {
    Interactions.Builder snapshot = new Interactions.Builder();
    history.addTo(snapshot);
    return snapshot.build(2 * History.MOST).history(0);
  }

  @Test
  void saysOnceThatAnItemIsChosen() {
    assertThat(history.record(7, view(0), 1)).isFalse();
    assertThat(history.record(7, LIKE, 2)).isTrue();
    assertThat(history.record(7, new Signal(true, 0.5), 3)).isFalse();
    assertThat(history.size()).isOne();
    assertThat(recorded().times()).containsExactly(1);
  }

  @Test
  void whatSaysNothingOfLikingLeavesWhatIsKnown() {
    history.record(7, DISLIKE, 1);
    assertThat(history.record(7, view(0.3), 2)).isFalse();
    assertThat(recorded().opinion()).containsExactly(-1);
    assertThat(recorded().interest()).containsExactly(0);
    assertThat(history.record(7, LIKE, 3)).isTrue();
    assertThat(recorded().interest()).containsExactly(1);
  }

  @Test
  void theLatestOpinionCountsWhateverComesLast() {
    history.record(7, DISLIKE, 20);
    assertThat(history.record(7, LIKE, 10)).isFalse();
    assertThat(recorded().opinion()).containsExactly(-1);
    assertThat(history.record(7, LIKE, 30)).isTrue();
    assertThat(recorded().opinion()).containsExactly(1);
  }

  @Test
  void aLikeAndThenADislikeIsADislike() {
    history.record(7, LIKE, 1);
    assertThat(history.opinion(7)).isOne();
    assertThat(history.record(7, DISLIKE, 2)).isFalse();
    assertThat(history.opinion(7)).isEqualTo(-1);
    assertThat(recorded().opinion()).containsExactly(-1);
    assertThat(recorded().interest()).containsExactly(0);
  }

  @Test
  void theGreatestInterestCountsWithoutAnOpinion() {
    history.record(7, view(0.3), 1);
    history.record(7, view(0.1), 2);
    assertThat(history.opinion(7)).isNaN();
    assertThat(history.opinion(8)).isNaN();
    assertThat(recorded().interest()).containsExactly(0.6f);
    assertThat(recorded().opinion()).containsExactly(0);
  }

  @Test
  void theOldestGoesWhenItIsFull() {
    for (int item = 0; item < History.MOST + 5; item++) {
      history.record(item, LIKE, item);
    }
    assertThat(history.size()).isEqualTo(History.MOST);
    UserHistory recorded = recorded();
    assertThat(recorded.items()).hasSize(History.MOST).doesNotContain(4).startsWith(5);
    assertThat(recorded.items()[History.MOST - 1]).isEqualTo(History.MOST + 4);
    assertThat(recorded.times()[0]).isEqualTo(5);
    assertThat(recorded.interest()).containsOnly(1);
    // it is known no more
    assertThat(history.record(4, LIKE, 9999)).isTrue();
  }

  @Test
  void aViewNeverCountsFullyUnlessItSaysMuch() {
    assertThat(view(0).interest()).isZero();
    assertThat(view(-1).interest()).isZero();
    assertThat(view(0.25).interest()).isEqualTo(0.5);
    assertThat(view(0.9).interest()).isOne();
    assertThat(new Signal(true, 0.1).interest()).isOne();
    assertThat(DISLIKE.interest()).isZero();
  }
}

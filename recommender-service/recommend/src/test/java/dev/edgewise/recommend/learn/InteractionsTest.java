/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.ItemActivity;
import dev.edgewise.rank.feature.UserHistory;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  private static final int ITEMS = 9;

  /** Ann chose 0, 1 and 2 and disliked 3 between the last two; Bob chose 1; Cid did nothing. */
  private static Interactions three() {
    Interactions.Builder all = new Interactions.Builder();
    all.add(0, 10, 1, 1);
    all.add(1, 20, 0, 0.5);
    all.add(3, 30, -1, 0);
    all.add(2, 40, 0.5, 1);
    all.endUser();
    all.add(1, 25, 1, 1);
    all.endUser();
    all.endUser();
    return all.build(ITEMS);
  }

  private static int[] items(Interactions all, int user) {
    return all.history(user).items();
  }

  @Test
  void keepsWhatWasAdded() {
    Interactions all = three();
    assertThat(all.users()).isEqualTo(3);
    assertThat(all.size()).isEqualTo(5);
    assertThat(all.items()).isEqualTo(ITEMS);
    assertThat(all.latest()).isEqualTo(40);
    UserHistory ann = all.history(0);
    assertThat(ann.items()).containsExactly(0, 1, 3, 2);
    assertThat(ann.opinion()).containsExactly(1, 0, -1, 0.5f);
    assertThat(ann.interest()).containsExactly(1, 0.5f, 0, 1);
    assertThat(ann.times()).containsExactly(10, 20, 30, 40);
    assertThat(items(all, 2)).isEmpty();
    assertThat(all.chosen(1)).isTrue();
    assertThat(all.chosen(2)).isFalse();
  }

  @Test
  void beforeATimeThereIsOnlyWhatCameBeforeIt() {
    Interactions before = three().before(25);
    assertThat(before.users()).isEqualTo(3);
    assertThat(before.items()).isEqualTo(ITEMS);
    assertThat(items(before, 0)).containsExactly(0, 1);
    assertThat(items(before, 1)).isEmpty();
    assertThat(three().before(10).size()).isZero();
    assertThat(three().before(41).size()).isEqualTo(5);
  }

  @Test
  void withoutTheLastChoicesDislikesStay() {
    Interactions all = three();
    assertThat(items(all.withoutLast(0), 0)).containsExactly(0, 1, 3, 2);
    assertThat(items(all.withoutLast(1), 0)).containsExactly(0, 1, 3);
    assertThat(items(all.withoutLast(2), 0)).containsExactly(0, 3);
    assertThat(items(all.withoutLast(9), 0)).containsExactly(3);
    assertThat(items(all.withoutLast(1), 1)).isEmpty();
    assertThat(all.size()).isEqualTo(5);
  }

  @Test
  void laterAdditionsDoNotReachASnapshot() {
    Interactions.Builder builder = new Interactions.Builder();
    for (int i = 0; i < 100; i++) {
      builder.add(i, i, 1, 1);
    }
    builder.endUser();
    Interactions first = builder.build(100);
    builder.add(7, 1000, 1, 1);
    builder.endUser();
    assertThat(first.users()).isOne();
    assertThat(first.size()).isEqualTo(100);
    assertThat(first.latest()).isEqualTo(99);
    assertThat(builder.build(100).users()).isEqualTo(2);
  }

  @Test
  void growsWithManyUsers() {
    Interactions.Builder builder = new Interactions.Builder();
    for (int user = 0; user < 1000; user++) {
      builder.add(user, user, 1, 1);
      builder.endUser();
    }
    Interactions all = builder.build(1000);
    assertThat(all.users()).isEqualTo(1000);
    for (int user = 0; user < 1000; user++) {
      assertThat(items(all, user)).containsExactly(user);
    }
  }

  @Test
  void activityCountsChoicesAndOpinions() {
    ItemActivity activity = three().activity(100);
    assertThat(activity.users(1)).isEqualTo(2);
    assertThat(activity.users(3)).isZero();
    assertThat(activity.opinions(3)).isOne();
    assertThat(activity.meanOpinion(3)).isEqualTo(-0.25);
    assertThat(activity.opinions(1)).isOne();
    assertThat(activity.now()).isEqualTo(100);
    assertThat(new Interactions.Builder().build(0).latest()).isZero();
  }
}

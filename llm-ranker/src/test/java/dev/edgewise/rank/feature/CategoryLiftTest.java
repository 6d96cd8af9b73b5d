/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CategoryLiftTest {
  private static final Offset<Double> CLOSE = within(1e-6);
  private static final int WEST = 0;
  private static final int SPACE = 1;

  private final ItemContent content = new ItemContent();

  @BeforeEach
  void threeWesternsAndThreeSpaceFilmsAndOneOfBoth() {
    for (int item = 0; item < 6; item++) {
      content.put(item, List.of(item < 3 ? "West" : "Space"), List.of(), 2000);
    }
    content.put(6, List.of("West", "Space"), List.of(), 2000);
    content.put(7, List.of(), List.of(), 2000);
  }

  private CategoryLift lift(UserHistory user, double... shares) {
    return CategoryLift.of(user, content, shares);
  }

  private CategoryLift lift(UserHistory user) {
    return lift(user, 0.25, 0.75);
  }

  @Test
  void aStrangerIsLikeEveryone() {
    CategoryLift lift = lift(UserHistory.NOTHING);
    for (int item = 0; item < 9; item++) {
      assertThat(lift.mean(item)).isCloseTo(0, CLOSE);
      assertThat(lift.most(item)).isCloseTo(0, CLOSE);
      assertThat(lift.dislike(item)).isZero();
    }
  }

  @Test
  void oneLikeCountsBesideTwoLikesOfEveryone() {
    CategoryLift lift = lift(SmallWorld.likes(0));
    double west = Math.log((1 + 2 * 0.25 + 0.2) / (3 * 0.25 + 0.2));
    double space = Math.log((2 * 0.75 + 0.2) / (3 * 0.75 + 0.2));
    assertThat(lift.mean(1)).isCloseTo(west, CLOSE);
    assertThat(lift.mean(3)).isCloseTo(space, CLOSE);
    assertThat(lift.mean(6)).isCloseTo((west + space) / 2, CLOSE);
    assertThat(lift.most(6)).isCloseTo(west, CLOSE);
    assertThat(lift.mean(7)).isZero();
    assertThat(lift.most(7)).isZero();
  }

  @Test
  void laterLikesCountMoreAndOldOnesNotAtAll() {
    CategoryLift lift = lift(SmallWorld.likes(0, 3), 0.5, 0.5);
    assertThat(lift.mean(3)).isCloseTo(Math.log((1 + 1.2) / (3.9 * 0.5 + 0.2)), CLOSE);
    assertThat(lift.mean(0)).isCloseTo(Math.log((0.9 + 1.2) / (3.9 * 0.5 + 0.2)), CLOSE);
    int[] items = new int[21];
    for (int i = 1; i < items.length; i++) {
      items[i] = 3;
    }
    assertThat(lift(SmallWorld.likes(items), 0.5, 0.5).mean(0))
        .isEqualTo(lift(SmallWorld.likes(Arrays.copyOfRange(items, 1, 21)), 0.5, 0.5).mean(0));
  }

  @Test
  void aStatedLikingIsAsGoodAsThreeFreshLikes() {
    CategoryLift lift = lift(SmallWorld.states(new int[] {WEST}, new int[0]));
    assertThat(lift.mean(0)).isCloseTo(Math.log((3 + 2 * 0.25 + 0.2) / (5 * 0.25 + 0.2)), CLOSE);
    assertThat(lift.mean(3)).isNegative();
  }

  /** Two horror films and two musicals brought a list of musicals: so few films are musicals. */
  @Test
  void aRareCategoryDoesNotHideACommonOneThatIsLikedAsMuch() {
    CategoryLift lift = lift(SmallWorld.likes(0, 3), 0.005, 0.05);
    assertThat(lift.mean(0) - lift.mean(3)).isPositive().isLessThan(1);
  }

  @Test
  void whatIsDislikedRaisesNoLift() {
    CategoryLift lift = lift(SmallWorld.dislikes(0, 1));
    assertThat(lift.mean(2)).isCloseTo(0, CLOSE);
  }

  @Test
  void aCategoryIsDislikedWhenEnoughOfItIs() {
    assertThat(lift(SmallWorld.dislikes(0)).dislike(1)).isCloseTo(1 / 1.5, CLOSE);
    assertThat(lift(SmallWorld.dislikes(0)).dislike(3)).isZero();
    assertThat(lift(SmallWorld.dislikes(0)).dislike(6)).isCloseTo(1 / 1.5, CLOSE);
    UserHistory oneOfThree = SmallWorld.history(new int[] {0, 1, 2}, new float[] {-1, 1, 1});
    assertThat(lift(oneOfThree).dislike(1)).isZero();
    UserHistory half = SmallWorld.history(new int[] {0, 1}, new float[] {-1, 1});
    assertThat(lift(half).dislike(2)).isZero();
    UserHistory slightly = SmallWorld.history(new int[] {0, 1}, new float[] {-0.5f, -1});
    assertThat(lift(slightly).dislike(2)).isCloseTo(1.5 / 2.5, CLOSE);
  }

  @Test
  void aStatedDislikeIsWhole() {
    CategoryLift lift = lift(SmallWorld.states(new int[0], new int[] {SPACE}));
    assertThat(lift.dislike(3)).isOne();
    assertThat(lift.dislike(0)).isZero();
  }

  @Test
  void aCategoryThatCameLaterHasNoLiftYet() {
    content.put(8, List.of("Sea"), List.of(), 2000);
    content.put(9, List.of("Sea", "West"), List.of(), 2000);
    CategoryLift lift = lift(SmallWorld.likes(8, 0));
    assertThat(lift.mean(8)).isZero();
    assertThat(lift.mean(9)).isEqualTo(lift.mean(0) / 2);
    content.put(10, List.of("Sky"), List.of(), 2000);
    assertThat(lift.mean(10)).isZero();
    assertThat(lift.most(10)).isZero();
    assertThat(lift.dislike(10)).isZero();
  }
}

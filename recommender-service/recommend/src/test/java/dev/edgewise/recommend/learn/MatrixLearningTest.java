/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.rank.feature.ItemMatrices;
import dev.edgewise.rank.feature.ItemMatrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixLearningTest {
  private final Interactions.Builder all = new Interactions.Builder();

  private void user(int... items) {
    for (int i = 0; i < items.length; i++) {
      all.add(items[i], i, 1, 1);
    }
    all.endUser();
  }

  private static List<ItemMatrix> each(ItemMatrices matrices) {
    return List.of(matrices.cosine(), matrices.rp3beta(), matrices.ease(), matrices.next());
  }

  @Test
  void nothingIsLearntFromNothing() {
    for (ItemMatrix matrix : each(MatrixLearning.learn(all.build(0)))) {
      assertThat(matrix.neighbours(0)).isEmpty();
    }
    for (ItemMatrix matrix : each(MatrixLearning.learn(all.build(5)))) {
      assertThat(matrix.neighbours(4)).isEmpty();
      assertThat(matrix.weight(4, 3)).isZero();
    }
  }

  @Test
  void itemsOfTheSameUsersGoTogether() {
    for (int i = 0; i < 6; i++) {
      user(0, 1);
      user(2, 3);
    }
    user(0, 2);
    for (ItemMatrix matrix : each(MatrixLearning.learn(all.build(5)))) {
      assertThat(matrix.strongest(0, 1)).containsExactly(1);
      assertThat(matrix.weight(0, 1)).isGreaterThan(matrix.weight(0, 2)).isPositive();
      assertThat(matrix.weight(0, 0)).isZero();
      assertThat(matrix.neighbours(4)).isEmpty();
    }
  }

  @Test
  void theDirectedMatrixKnowsWhatComesAfter() {
    for (int i = 0; i < 5; i++) {
      user(0, 1, 2);
    }
    ItemMatrix next = MatrixLearning.learn(all.build(3)).next();
    // 5 and 4.5 after the first; 5 come before the second, 5 + 4.5 before the third
    assertThat(next.weight(0, 1)).isCloseTo((float) (5 / 29.5 / Math.sqrt(25)), within(1e-6f));
    assertThat(next.weight(0, 2)).isCloseTo((float) (4.5 / 29.5 / Math.sqrt(29.5)), within(1e-6f));
    assertThat(next.weight(1, 0)).isZero();
    assertThat(next.neighbours(2)).isEmpty();
  }

  @Test
  void theDirectedMatrixLooksTwentyItemsAhead() {
    int[] items = new int[30];
    for (int i = 0; i < items.length; i++) {
      items[i] = i;
    }
    user(items);
    ItemMatrix next = MatrixLearning.learn(all.build(30)).next();
    assertThat(next.weight(0, 20)).isPositive();
    assertThat(next.weight(0, 21)).isZero();
    assertThat(next.neighbours(0)).hasSize(20).isSorted();
  }

  @Test
  void whatIsDislikedIsNotLearntFrom() {
    for (int i = 0; i < 5; i++) {
      all.add(0, 1, 1, 1);
      all.add(1, 2, -1, 0);
      all.add(2, 3, 1, 1);
      all.endUser();
    }
    for (ItemMatrix matrix : each(MatrixLearning.learn(all.build(3)))) {
      assertThat(matrix.neighbours(1)).isEmpty();
      assertThat(matrix.neighbours(0)).containsExactly(2);
    }
  }

  @Test
  void easeKnowsItemsOfThreeUsersOnly() {
    user(0, 1, 2);
    user(0, 1, 2);
    user(0, 1);
    ItemMatrix ease = MatrixLearning.learn(all.build(3)).ease();
    assertThat(ease.weight(0, 1)).isPositive();
    assertThat(ease.neighbours(0)).containsExactly(1);
    assertThat(ease.neighbours(2)).isEmpty();
    // the inverse of (103, 3; 3, 103), divided by its diagonal, without it, negated
    assertThat(ease.weight(0, 1)).isCloseTo(3 / 103f, within(1e-6f));
  }

  @Test
  void ofALongHistoryTheLatestItemsCount() {
    int[] items = new int[MatrixLearning.LONGEST + 1];
    for (int i = 0; i < items.length; i++) {
      items[i] = i;
    }
    user(items);
    user(0, 1);
    ItemMatrix cosine = MatrixLearning.learn(all.build(items.length)).cosine();
    assertThat(cosine.neighbours(0)).containsExactly(1);
    assertThat(cosine.neighbours(500)).doesNotContain(0).isNotEmpty();
  }

  @Test
  void ofARowTheStrongestEntriesAreKept() {
    Random random = new Random(2);
    for (int user = 0; user < 120; user++) {
      user(random.ints(0, 400).distinct().limit(40).toArray());
    }
    for (int i = 0; i < 30; i++) {
      user(0, 399);
    }
    ItemMatrices matrices = MatrixLearning.learn(all.build(400));
    for (ItemMatrix matrix : List.of(matrices.cosine(), matrices.rp3beta(), matrices.next())) {
      for (int item = 0; item < 400; item++) {
        assertThat(matrix.neighbours(item)).hasSizeLessThanOrEqualTo(150).isSorted();
      }
      assertThat(matrix.strongest(0, 1)).containsExactly(399);
    }
    assertThat(matrices.cosine().neighbours(0)).hasSize(150);
  }

  @Test
  void theCosineIsTheSameInBothDirections() {
    Random random = new Random(3);
    for (int user = 0; user < 50; user++) {
      user(random.ints(0, 20).distinct().limit(5).toArray());
    }
    ItemMatrix cosine = MatrixLearning.learn(all.build(20)).cosine();
    for (int one = 0; one < 20; one++) {
      for (int other = 0; other < 20; other++) {
        assertThat(cosine.weight(one, other)).isEqualTo(cosine.weight(other, one));
      }
    }
  }
}

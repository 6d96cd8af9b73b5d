/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ItemNeighbourhoodTest {
  private static final int YEAR = 2000;

  private final SmallWorld world = new SmallWorld();

  private double similarity(int item, int other) {
    return SimilarityWeights.STANDARD.similarity(
        new ItemNeighbourhood(world.context(), item).with(other));
  }

  @Test
  void itemsWithoutEventsAreComparedByCategoriesAndWords() {
    int start = world.add("Lost Canyon", YEAR, 0, 0, "Western");
    int sequel = world.add("Lost Canyon Returns", YEAR, 0, 0, "Western");
    int western = world.add("Silver Star", YEAR, 0, 0, "Western");
    int half = world.add("Desert Hearts", YEAR, 0, 0, "Western", "Romance");
    int other = world.add("Moon Base", YEAR, 0, 0, "Sci-Fi");
    assertThat(similarity(start, sequel)).isGreaterThan(similarity(start, western));
    assertThat(similarity(start, western)).isGreaterThan(similarity(start, half));
    assertThat(similarity(start, half)).isGreaterThan(similarity(start, other));
    assertThat(similarity(start, other)).isZero();
  }

  @Test
  void ofTheSameKindTheNearerYearAndTheBetterKnownComeFirst() {
    int start = world.add("One", 1950, 0, 0, "Western");
    int old = world.add("Two", 1955, 3, 9, "Western");
    int unknown = world.add("Three", 1955, 0, 9, "Western");
    int recent = world.add("Four", 2010, 3, 9, "Western");
    assertThat(similarity(start, old))
        .isGreaterThan(similarity(start, unknown))
        .isGreaterThan(similarity(start, recent));
  }

  @Test
  void contentIsTheSameFromBothSidesAndFromZeroToOne() {
    int[] items = {
      world.add("Lost Canyon", YEAR, 0, 0, "Western"),
      world.add("Lost Moon", YEAR, 0, 0, "Western", "Sci-Fi"),
      world.add("Lost Canyon", YEAR, 0, 0, "Western"),
      world.add("No categories", YEAR, 0, 0),
    };
    ItemContent content = world.content;
    for (int one : items) {
      for (int other : items) {
        assertThat(content.categoryFit(one, other))
            .isBetween(0.0, 1.0)
            .isEqualTo(content.categoryFit(other, one));
        assertThat(content.wordSimilarity(one, other))
            .isBetween(0.0, 1.0)
            .isEqualTo(content.wordSimilarity(other, one));
        assertThat(similarity(one, other)).isBetween(0.0, 1.0);
      }
    }
    assertThat(content.categoryFit(items[0], items[2])).isCloseTo(1, within(1e-6));
    assertThat(content.categoryFit(items[3], items[3])).isZero();
  }

  @Test
  void wordsCompareAsInTheSourceOfSimilarWords() {
    int one = world.add("Lost silver canyon", YEAR, 0, 0);
    int other = world.add("Silver star", YEAR, 0, 0);
    float[] sums = new float[2];
    world.content.addSimilarity(new int[] {one}, new float[] {1}, sums);
    assertThat(world.content.wordSimilarity(one, other)).isCloseTo(sums[other], within(1e-6));
  }

  /** Many users chose the first and the second, few the third and the second. */
  @Test
  void whatUsersChoseCountsWhereManyChoseBoth() {
    int known = world.add("One", YEAR, 100, 9, "Western");
    int together = world.add("Two", YEAR, 100, 9, "Romance");
    int rare = world.add("Three", YEAR, 1, 9, "Western");
    int kin = world.add("Four", YEAR, 5, 9, "Western");
    world.add("Hit", YEAR, 10_000, 9, "Drama");
    world.together(
        SmallWorld.matrix(new float[][] {{0, 0.5f}, {0.5f, 0, 0.05f}, {0, 0.05f}, {}, {}}));
    ItemComparison pair = new ItemNeighbourhood(world.context(), known).with(together);
    assertThat(pair.coUsers()).isCloseTo(0.5 * (100 + 10), within(1e-4));
    assertThat(pair.cosine()).isEqualTo(1);
    assertThat(similarity(known, together)).isGreaterThan(similarity(known, kin));
    assertThat(similarity(rare, together)).isLessThan(similarity(rare, kin));
  }

  /** Half of all users of the hit chose each; so many common users are no sign of a likeness. */
  @Test
  void theCommonUsersOfTwoHitsOfASeasonTellLittle() {
    int one = world.add("One", YEAR, 500, 9, "Romance");
    int hit = world.add("Two", YEAR, 500, 9, "Action");
    world.add("Three", YEAR, 1000, 9, "Action");
    int kin = world.add("Four", YEAR, 50, 9, "Romance");
    world.together(SmallWorld.matrix(new float[][] {{0, 0.25f}, {0.25f}, {}, {}}));
    ItemComparison pair = new ItemNeighbourhood(world.context(), one).with(hit);
    assertThat(pair.coUsers()).isCloseTo(127.5, within(1e-3));
    assertThat(pair.expected()).isEqualTo(250);
    SimilarityWeights lift = new SimilarityWeights(1, 0, 0, 0, 4, 1, 0.3, 0.6);
    SimilarityWeights plain = new SimilarityWeights(1, 0, 0, 0, 4, 0, 0.3, 0.6);
    ItemComparison alike = new ItemNeighbourhood(world.context(), one).with(kin);
    assertThat(plain.similarity(pair)).isGreaterThan(plain.similarity(alike));
    assertThat(lift.similarity(pair)).isLessThan(lift.similarity(alike));
  }

  /** A full row left the last items out, though the weakest cosine is not 0. */
  @Test
  void aFullRowTellsHowFewCommonUsersOthersHave() {
    int start = world.add("Start", YEAR, 100, 9, "Western");
    float[][] rows = new float[ItemMatrices.KEPT + 3][];
    Arrays.fill(rows, new float[0]);
    rows[start] = new float[ItemMatrices.KEPT + 1];
    for (int i = 1; i <= ItemMatrices.KEPT; i++) {
      rows[start][world.add("Other" + i, YEAR, 100, 9, "Western")] = 0.1f;
    }
    int out = world.add("Out", YEAR, 100, 9, "Western");
    world.together(SmallWorld.matrix(rows));
    assertThat(new ItemNeighbourhood(world.context(), start).with(out).coUsers())
        .isCloseTo(11, within(1e-4));
    assertThat(new ItemNeighbourhood(world.context(), out).with(start).coUsers()).isZero();
  }

  @Test
  void weightsOutOfTheirRangesAreRefused() {
    assertThatThrownBy(() -> new SimilarityWeights(0, 0, 0, 0, 4, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive sum");
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new SimilarityWeights(1, 0, 0, 0, 4, wrong, 0, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new SimilarityWeights(1, 0, 0, 0, 4, 0, wrong, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new SimilarityWeights(1, 0, 0, 0, 4, 0, 0, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new SimilarityWeights(1, 0, 0, 0, 0, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ColdItemsTest {
  private static final int WEST = 0;
  private static final int OTHER_WEST = 1;
  private static final int SPACE = 2;
  private static final int OTHER_SPACE = 3;
  private static final int NEW_WEST = 4;
  private static final int NEW_SPACE = 5;
  private static final int RARE_WEST = 6;

  private final SmallWorld world = new SmallWorld();

  @BeforeEach
  void twoKinds() {
    world.add("river west", 1950, 9, 9, "West");
    world.add("river wide", 1960, 8, 9, "West");
    world.add("orbit", 1990, 9, 9, "Space");
    world.add("orbit again", 2000, 8, 9, "Space");
    world.add("the long river", 1955, 0, 0, "West");
    world.add("the long orbit", 1995, 0, 0, "Space");
    world.add("valley", 1952, 4, 9, "West");
    world.together(
        SmallWorld.matrix(
            new float[][] {
              {0, 0.6f, 0, 0, 0, 0, 0.2f}, {0.6f}, {0, 0, 0, 0.6f}, {0, 0, 0.6f}, {}, {}, {}
            }));
    world.cold = cold();
  }

  private ColdItems cold() {
    RankingContext context = world.context();
    return ColdItems.of(context.content(), context.activity(), context.size());
  }

  private UserScores without(UserHistory user) {
    world.cold = ColdItems.NONE;
    UserScores scores = world.scores(user);
    world.cold = cold();
    return scores;
  }

  @Test
  void neighboursAreWarmItemsWithTheSameWordsAndCategories() {
    assertThat(world.cold.neighbours(NEW_WEST)).containsExactlyInAnyOrder(WEST, OTHER_WEST);
    assertThat(world.cold.neighbours(NEW_SPACE)).containsExactlyInAnyOrder(SPACE, OTHER_SPACE);
    assertThat(world.cold.neighbours(WEST)).isEmpty();
    assertThat(world.cold.neighbours(99)).isEmpty();
  }

  @Test
  void ofEqualCategoriesTheNearestYearCountsMost() {
    assertThat(world.cold.neighbours(RARE_WEST)).containsExactly(WEST, OTHER_WEST);
  }

  @Test
  void aNewItemOfALikedKindRisesAndOneOfAnotherKindDoesNot() {
    UserScores scores = world.scores(SmallWorld.likes(WEST));
    assertThat(without(SmallWorld.likes(WEST)).of(Source.EASE, NEW_WEST)).isZero();
    for (Source source : List.of(Source.COSINE, Source.RP3BETA_RECENT, Source.EASE, Source.NEXT)) {
      assertThat(scores.of(source, NEW_WEST)).as(source.label()).isBetween(0.1f, 0.3f);
      assertThat(scores.of(source, NEW_SPACE)).as(source.label()).isZero();
    }
    assertThat(scores.coldItems(item -> true, 1))
        .extracting(ScoredItem::item)
        .containsExactly(NEW_WEST);
  }

  @Test
  void warmItemsKeepTheirScores() {
    UserScores scores = world.scores(SmallWorld.likes(WEST, SPACE));
    UserScores without = without(SmallWorld.likes(WEST, SPACE));
    for (Source source : Source.values()) {
      for (int item = WEST; item <= OTHER_SPACE; item++) {
        assertThat(scores.of(source, item)).isEqualTo(without.of(source, item));
      }
    }
  }

  @Test
  void eachUserOfItsOwnReplacesAFifthOfTheNeighbours() {
    float own = without(SmallWorld.likes(WEST)).of(Source.EASE, RARE_WEST);
    double near = 0.5 + 0.5 / (1 + 2 / 3.0); // two years from WEST, whose score is 0
    double far = 0.5 + 0.5 / (1 + 8 / 3.0); // eight years from OTHER_WEST, whose score is 0.6
    double mean = 0.6 * Math.sqrt(far) / (Math.sqrt(near) + Math.sqrt(far));
    assertThat(own).isEqualTo(0.2f);
    assertThat(world.scores(SmallWorld.likes(WEST)).of(Source.EASE, RARE_WEST))
        .isCloseTo((float) (0.8 * own + 0.2 * mean / 2), within(1e-6f));
    world.activity.record(RARE_WEST, SmallWorld.NOW);
    assertThat(world.scores(SmallWorld.likes(WEST)).of(Source.EASE, RARE_WEST)).isEqualTo(own);
  }

  @Test
  void whoeverLikesANewItemIsFoundItsKind() {
    UserHistory user = SmallWorld.likes(NEW_WEST);
    assertThat(without(user).of(Source.NEXT_RECENT, OTHER_WEST)).isZero();
    assertThat(world.scores(user).of(Source.NEXT_RECENT, OTHER_WEST)).isPositive();
    assertThat(world.scores(user).of(Source.NEXT_RECENT, OTHER_SPACE)).isZero();
  }

  @Test
  void anItemThatIsAddedOrChangedHasNeighboursAtOnce() {
    int added = world.add("river end", 1955, 0, 0, "West");
    world.cold.put(added, world.content, world.activity);
    assertThat(world.cold.neighbours(added)).containsExactlyInAnyOrder(WEST, OTHER_WEST);
    assertThat(world.scores(SmallWorld.likes(WEST)).of(Source.EASE, added)).isPositive();

    world.content.put(added, List.of("Space"), List.of("orbit end"), 1995);
    world.cold.put(added, world.content, world.activity);
    assertThat(world.cold.neighbours(added)).containsExactlyInAnyOrder(SPACE, OTHER_SPACE);
    assertThat(world.scores(SmallWorld.likes(WEST)).of(Source.EASE, added)).isZero();

    world.cold.put(WEST, world.content, world.activity);
    assertThat(world.cold.neighbours(WEST)).isEmpty();
  }

  @Test
  void anItemLikeNoOtherHasNoNeighbours() {
    int odd = world.add("zither", Double.NaN, 0, 0);
    world.cold.put(odd, world.content, world.activity);
    assertThat(world.cold.neighbours(odd)).isEmpty();
    assertThat(world.scores(SmallWorld.likes(WEST)).of(Source.EASE, odd)).isZero();
  }

  @Test
  void nobodyIsShownANewItemMerelyBecauseItIsNew() {
    assertThat(world.scores(UserHistory.NOTHING).coldItems(item -> true, 9)).isEmpty();
    UserHistory tired =
        SmallWorld.history(new int[] {OTHER_WEST, RARE_WEST, WEST}, new float[] {-1, -1, 1});
    assertThat(world.scores(tired).of(Source.EASE, NEW_WEST)).isPositive();
    assertThat(world.scores(tired).coldItems(item -> true, 9)).isEmpty();
    assertThat(world.scores(SmallWorld.likes(WEST)).coldItems(item -> item != NEW_WEST, 9))
        .extracting(ScoredItem::item)
        .containsExactly(RARE_WEST);
  }

  @Test
  void aWordInCommonDoesNotOutweighAnotherKind() {
    int stars = world.add("river of stars", 1955, 0, 0, "Space");
    world.cold.put(stars, world.content, world.activity);
    UserScores scores = world.scores(SmallWorld.likes(WEST));
    assertThat(scores.of(Source.EASE, stars)).isPositive();
    assertThat(scores.coldItems(item -> true, 9))
        .extracting(ScoredItem::item)
        .contains(NEW_WEST)
        .doesNotContain(stars);
  }
}

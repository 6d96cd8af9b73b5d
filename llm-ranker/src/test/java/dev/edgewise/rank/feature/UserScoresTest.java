/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserScoresTest {
  private final SmallWorld world = new SmallWorld();

  @BeforeEach
  void fourItems() {
    world.add("river west", 1950, 4, 0, "West");
    world.add("river wide", 1960, 2, 3, "West");
    world.add("orbit", 1990, 1, 6, "Space");
    world.add("orbit again", 2000, 8, 14, "Space");
    world.together(
        SmallWorld.matrix(
            new float[][] {{0, 0.5f, 0, 0.1f}, {0.5f, 0, -0.2f, 0}, {0, 0, 0, 1}, {}}));
  }

  @Test
  void sumsTheRowsOfTheWholeHistoryAndOfTheRecentOne() {
    UserScores scores = world.scores(SmallWorld.likes(2, 0));
    assertThat(scores.all(Source.COSINE))
        .containsExactly(new float[] {0, 0.5f, 0, 1.1f}, within(1e-6f));
    assertThat(scores.all(Source.EASE_RECENT))
        .containsExactly(new float[] {0, 0.5f, 0, 0.9f}, within(1e-6f));
    assertThat(scores.of(Source.NEXT, 3)).isCloseTo(1.1f, within(1e-6f));
  }

  @Test
  void onlyTheLatestItemsAreRecent() {
    RankingContext context = world.context().with(new Recency(1, 0.5));
    UserScores scores = UserScores.of(context, SmallWorld.likes(2, 0));
    assertThat(scores.all(Source.COSINE_RECENT))
        .containsExactly(new float[] {0, 0.5f, 0, 0.1f}, within(1e-6f));
  }

  @Test
  void whatIsDislikedFindsNothingAndTakesNoPlaceAmongTheRecent() {
    UserHistory dislikes = SmallWorld.dislikes(0, 2);
    for (Source source : Source.values()) {
      if (source.personal() && source != Source.CATEGORY) {
        for (float score : world.scores(dislikes).all(source)) {
          assertThat(score).as(source.label()).isZero();
        }
      }
    }
    RankingContext context = world.context().with(new Recency(1, 0.5));
    UserHistory mixed = SmallWorld.history(new int[] {0, 2}, new float[] {1, -1});
    assertThat(UserScores.of(context, mixed).of(Source.COSINE_RECENT, 1)).isEqualTo(0.5f);
  }

  @Test
  void aStrangerIsFoundOnlyWhatEveryoneIs() {
    UserScores scores = world.scores(UserHistory.NOTHING);
    Set<Source> silent = EnumSet.noneOf(Source.class);
    for (Source source : Source.values()) {
      boolean any = false;
      for (float score : scores.all(source)) {
        any |= score > 0;
      }
      if (!any) {
        silent.add(source);
      }
    }
    assertThat(silent).allMatch(Source::personal).hasSize(Source.values().length - 3);
  }

  @Test
  void countsOfTheSourcesFade() {
    UserScores scores = world.scores(UserHistory.NOTHING);
    assertThat(scores.all(Source.POPULARITY)).containsExactly(4, 2, 1, 8);
    assertThat(scores.all(Source.TRENDING))
        .containsExactly(
            new float[] {4, 1, 0.25f, (float) (8 * Math.pow(2, -14 / 3.0))}, within(1e-5f));
    assertThat(scores.of(Source.LATELY, 3)).isCloseTo(4, within(1e-5f));
  }

  @Test
  void wordsOfTheRecentHistoryAreFoundInOthers() {
    UserScores scores = world.scores(SmallWorld.likes(0));
    assertThat(scores.of(Source.CONTENT, 1)).isPositive();
    assertThat(scores.of(Source.CONTENT, 2)).isZero();
  }

  @Test
  void theUsersCategoriesComeFirst() {
    UserScores liked = world.scores(SmallWorld.likes(2));
    UserScores other = world.scores(SmallWorld.likes(1));
    assertThat(liked.of(Source.CATEGORY, 3)).isGreaterThan(other.of(Source.CATEGORY, 3));
    UserScores stated = world.scores(SmallWorld.states(new int[] {0}, new int[0]));
    assertThat(stated.of(Source.CATEGORY, 0)).isGreaterThan(stated.of(Source.CATEGORY, 3));
  }

  @Test
  void sharesAreRelativeToTheBestItemThatTheUserHasNotMet() {
    UserScores scores = world.scores(SmallWorld.likes(0));
    assertThat(scores.share(Source.COSINE, 1)).isOne();
    assertThat(scores.share(Source.COSINE, 3)).isCloseTo(0.2, within(1e-6));
    assertThat(scores.share(Source.COSINE, 2)).isZero();
    assertThat(scores.evidence(Source.COSINE, 1)).isCloseTo(1, within(1e-9));
    assertThat(scores.evidence(Source.COSINE, 3))
        .isCloseTo(Math.log(5) / Math.log(21), within(1e-6));
    assertThat(scores.evidence(Source.COSINE, 2)).isZero();
    // items 0 and 1 are the best themselves, but the user has met them
    UserScores both = world.scores(SmallWorld.likes(0, 1));
    assertThat(both.of(Source.COSINE, 0)).isEqualTo(0.5f);
    assertThat(both.share(Source.COSINE, 3)).isOne();
    // item 1 speaks against item 2
    assertThat(world.scores(SmallWorld.likes(1)).share(Source.COSINE, 2)).isZero();
  }

  @Test
  void itemsThatTheContextDoesNotKnowHaveNoScore() {
    int late = world.add("late", 2001, 3, 0, "West");
    UserScores scores =
        UserScores.of(world.contextBefore(late), SmallWorld.likes(0, late, late + 5));
    for (Source source : Source.values()) {
      assertThat(scores.all(source)).hasSize(source == Source.SEQUENCE ? 0 : late); // no model
      assertThat(scores.of(source, late)).isZero();
      assertThat(scores.evidence(source, late + 5)).isZero();
    }
  }

  @Test
  void thePoolHasTheBestItemsOfEachSourceThatAreOpen() {
    UserScores scores = world.scores(SmallWorld.likes(0));
    assertThat(CandidatePool.of(scores, item -> item > 1, 1)).containsExactly(3);
    assertThat(CandidatePool.of(scores, item -> item > 1, 2)).containsExactly(2, 3);
    assertThat(CandidatePool.of(scores, item -> true, CandidatePool.EACH))
        .containsExactly(0, 1, 2, 3);
    assertThat(CandidatePool.of(scores, item -> false, 9)).isEmpty();
    assertThat(CandidatePool.best(scores, Source.COSINE, item -> true, 1).list())
        .extracting(ScoredItem::item)
        .containsExactly(1);
  }

  @Test
  void aSourceIsFoundByItsNameOrTheNamesAreTold() {
    for (Source source : Source.values()) {
      assertThat(Source.of(source.label())).isEqualTo(source);
    }
    assertThat(Arrays.stream(Source.values()).map(Source::label)).doesNotHaveDuplicates();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Source.of("magic"))
        .withMessageContaining("magic")
        .withMessageContaining("ease-recent");
  }

  @Test
  void aRecencyOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recency(0, 0.5))
        .withMessageContaining("not 0 and 0.5");
    assertThatIllegalArgumentException().isThrownBy(() -> new Recency(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Recency(1, 1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> new Recency(1, Double.NaN));
  }

  @Test
  void anItemCountsLikeOneMoreEventInTheSharesOfCategories() {
    assertThat(world.context().shares())
        .containsExactly(new double[] {8 / 19.0, 11 / 19.0}, within(1e-9));
  }
}

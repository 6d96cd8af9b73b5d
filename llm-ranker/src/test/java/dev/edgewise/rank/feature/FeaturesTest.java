/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private final SmallWorld world = new SmallWorld();

  @BeforeEach
  void fourItems() {
    world.add("river west", 1950, 4, 0, "West");
    world.add("river wide", 1960, 2, 3, "West");
    world.add("orbit", 1990, 1, 6, "Space");
    world.add("orbit again", Double.NaN, 8, 14, "Space", "West");
    world.together(
        SmallWorld.matrix(
            new float[][] {{0, 0.5f, 0, 0.1f}, {0.5f, 0, -0.2f, 0}, {0, 0, 0, 1}, {}}));
  }

  private static float value(Features features, int item, String name) {
    assertThat(Features.NAMES).contains(name);
    return features.of(item)[Features.NAMES.indexOf(name)];
  }

  private static void isSane(Features features, int items) {
    for (int item = 0; item < items; item++) {
      float[] vector = features.of(item);
      assertThat(vector).hasSize(Features.NAMES.size());
      for (int i = 0; i < vector.length; i++) {
        assertThat(vector[i]).as("%s of item %d", Features.NAMES.get(i), item).isFinite();
      }
      assertThat(features.fit(item)).isFinite();
      assertThat(features.dislike(item)).isBetween(0.0, 1.0);
    }
  }

  private static List<UserHistory> users() {
    return List.of(
        UserHistory.NOTHING,
        SmallWorld.dislikes(0, 3),
        SmallWorld.likes(0),
        SmallWorld.likes(0, 1, 2, 3),
        SmallWorld.history(new int[] {3, 0}, new float[] {0, 0}),
        SmallWorld.states(new int[] {0}, new int[] {1}));
  }

  @Test
  void namesDifferAndEveryFeatureHasOne() {
    assertThat(Features.NAMES).doesNotHaveDuplicates();
    assertThat(world.features(UserHistory.NOTHING).of(0)).hasSize(Features.NAMES.size());
  }

  @Test
  void everyFeatureIsANumberForEveryUser() {
    for (UserHistory user : users()) {
      isSane(world.features(user), 6);
    }
  }

  @Test
  void everyFeatureIsANumberWithoutItemsAndEvents() {
    SmallWorld empty = new SmallWorld();
    for (UserHistory user : List.of(UserHistory.NOTHING, SmallWorld.likes(0, 5))) {
      isSane(new Features(empty.scores(user), new int[0]), 3);
    }
    SmallWorld quiet = new SmallWorld();
    quiet.add("river", Double.NaN, 0, 0);
    quiet.add("river", 2000, 0, 0, "West");
    for (UserHistory user : List.of(UserHistory.NOTHING, SmallWorld.likes(0, 1))) {
      isSane(quiet.features(user), 3);
    }
  }

  @Test
  void everyFeatureIsANumberForItemsThatCameAfterTheContext() {
    RankingContext before = world.context();
    int late = world.add("late", 2020, 0, 0, "Sea");
    UserHistory user = SmallWorld.likes(0, late);
    isSane(new Features(UserScores.of(before, user), new int[] {1, 2, late}), late + 1);
    isSane(
        new Features(
            UserScores.of(before.withSize(late + 1), SmallWorld.dislikes(late)),
            new int[] {1, 2, late}),
        late + 1);
  }

  @Test
  void askingForAnotherItemChangesNothing() {
    int[] pool = {1, 2, 3};
    Features alone = new Features(world.scores(SmallWorld.likes(0)), pool);
    Features asked = new Features(world.scores(SmallWorld.likes(0)), pool);
    asked.of(2);
    asked.of(99);
    assertThat(asked.of(1)).isEqualTo(alone.of(1));
    assertThat(asked.of(1)).isEqualTo(asked.of(1)).isNotSameAs(asked.of(1));
  }

  /** One that no source finds, and that is thus in nobody's pool. */
  @Test
  void anUnrelatedItemInTheCatalogueChangesNothingOfAnother() {
    UserHistory user = SmallWorld.likes(0);
    float[] before = new Features(world.scores(user), new int[] {1, 2, 3}).of(1);
    RankingContext context = world.context();
    int other = world.add("unheard", Double.NaN, 0, 0);
    UserScores scores = UserScores.of(context.withSize(other + 1), user);
    // rarity of words follows the size of the catalogue
    assertThat(new Features(scores, new int[] {1, 2, 3}).of(1))
        .containsExactly(before, within(0.1f));
  }

  @Test
  void saysWhatEachSourceSaysAndItsRank() {
    Features features = new Features(world.scores(SmallWorld.likes(0)), new int[] {1, 2, 3});
    assertThat(value(features, 3, "ease")).isCloseTo(0.2f, within(1e-6f));
    assertThat(value(features, 3, "log ease"))
        .isCloseTo((float) (Math.log(5) / Math.log(21)), within(1e-6f));
    assertThat(value(features, 1, "rank ease")).isZero();
    assertThat(value(features, 3, "rank ease")).isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(value(features, 2, "rank ease")).isCloseTo((float) Math.log(3), within(1e-6f));
    assertThat(features.evidence(Source.EASE, 1)).isCloseTo(1, within(1e-9));
  }

  @Test
  void describesTheUser() {
    Features features = world.features(SmallWorld.likes(0, 2));
    assertThat(value(features, 1, "user items")).isCloseTo((float) Math.log(3), within(1e-6f));
    assertThat(value(features, 1, "user idle")).isZero();
    assertThat(value(features, 1, "user opinion")).isOne();
    assertThat(value(features, 1, "user year")).isEqualTo(1970);
    assertThat(value(features, 1, "user popularity"))
        .isCloseTo((float) (0.5 * (Math.log(5) + Math.log(2)) / Math.log(9)), within(1e-6f));
    assertThat(value(features, 1, "user age"))
        .isCloseTo((float) (0.5 * Math.log(7)), within(1e-6f));
    assertThat(value(world.features(SmallWorld.dislikes(0)), 1, "user opinion")).isEqualTo(-1);
  }

  @Test
  void distancesAreFromTheUsersItems() {
    Features features = world.features(SmallWorld.likes(0, 2));
    assertThat(value(features, 1, "year")).isEqualTo(1960);
    assertThat(value(features, 1, "year distance")).isEqualTo(10);
    assertThat(value(features, 3, "year")).isZero();
    assertThat(value(features, 3, "year distance")).isZero();
    Features four = world.features(SmallWorld.likes(2, 0, 1, 3));
    assertThat(value(four, 2, "latest year distance")).isEqualTo(35);
    assertThat(value(four, 2, "year distance")).isCloseTo(70 / 3f, within(1e-3f));
  }

  @Test
  void categoriesAreComparedWithThoseOfTheUser() {
    Features features = world.features(SmallWorld.likes(2));
    assertThat(value(features, 2, "category lift")).isPositive();
    assertThat(value(features, 0, "category lift")).isNegative();
    assertThat(value(features, 3, "best category lift"))
        .isEqualTo(value(features, 2, "category lift"));
    assertThat(value(features, 3, "category share")).isOne();
    assertThat(value(features, 0, "category share")).isZero();
    assertThat(features.fit(2)).isGreaterThan(features.fit(3));
    assertThat(features.fit(3)).isGreaterThan(features.fit(0));
    assertThat(value(world.features(SmallWorld.dislikes(2)), 3, "dislike"))
        .isCloseTo(1 / 1.5f, within(1e-6f));
  }

  @Test
  void randomWorldsGiveNumbers() {
    Random random = new Random(5);
    for (int round = 0; round < 40; round++) {
      SmallWorld made = new SmallWorld();
      int size = 1 + random.nextInt(30);
      for (int item = 0; item < size; item++) {
        String[] categories =
            random.nextInt(4) == 0 ? new String[0] : new String[] {"c" + random.nextInt(5)};
        double year = random.nextBoolean() ? Double.NaN : -3000 + random.nextInt(6000);
        made.add(
            "w" + item % 7 + " abc", year, random.nextInt(50), random.nextInt(9000), categories);
      }
      made.together(SmallWorld.matrix(randomRows(size, random)));
      isSane(made.features(randomUser(size, random)), size + 1);
    }
  }

  private static float[][] randomRows(int size, Random random) {
    float[][] rows = new float[size][size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        row[i] = random.nextInt(3) == 0 ? (float) random.nextGaussian() : 0;
      }
    }
    return rows;
  }

  private static UserHistory randomUser(int size, Random random) {
    List<Integer> items = new ArrayList<>();
    for (int item = 0; item < size; item++) {
      if (random.nextBoolean()) {
        items.add(item);
      }
    }
    float[] opinions = new float[items.size()];
    for (int i = 0; i < opinions.length; i++) {
      opinions[i] = 2 * random.nextFloat() - 1;
    }
    return SmallWorld.history(items.stream().mapToInt(i -> i).toArray(), opinions);
  }
}

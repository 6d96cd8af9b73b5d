/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemToItemTest {
  private static final Catalogue NO_ITEMS = Samples.catalogue();

  private final SourceFixture fixture = new SourceFixture();

  @Test
  void whatTheSamePeopleLikedIsNear() {
    fixture.likes("ann", "a", "b");
    fixture.likes("bob", "a", "b");
    fixture.likes("cay", "a", "c");
    assertThat(fixture.nearest("a")).containsExactly("b", "c");
    assertThat(fixture.nearest("alone")).isEmpty();
  }

  @Test
  void similarityIsTheShrunkCosine() {
    fixture.likes("ann", "a", "b");
    fixture.likes("bob", "a", "b");
    fixture.likes("cay", "a");
    assertThat(fixture.similarity("a", "b")).isCloseTo(2 / (Math.sqrt(6) + 10), within(1e-12));
    assertThat(fixture.similarity("a", "never")).isZero();
  }

  @Test
  void aPairCountsLessTheFurtherApartItWasLiked() {
    fixture.tell(like("ann", "a", 0), 1);
    fixture.tell(like("ann", "far", 730 * 24), 1);
    fixture.tell(like("bob", "a", 0), 1);
    fixture.tell(like("bob", "near", 1), 1);
    assertThat(fixture.similarity("a", "near") / fixture.similarity("a", "far"))
        .isCloseTo(2, within(0.01));
  }

  @Test
  void likingAgainAndDislikingChangeNothing() {
    fixture.likes("ann", "a", "b");
    double before = fixture.similarity("a", "b");
    fixture.likes("ann", "b", "a");
    fixture.tell(like("ann", "c", 0), -1);
    assertThat(fixture.similarity("a", "b")).isEqualTo(before);
    assertThat(fixture.similarity("a", "c")).isZero();
  }

  @Test
  void aDislikeSpeaksAgainstItsNeighbours() {
    fixture.likes("ann", "a", "b");
    fixture.likes("bob", "c", "b");
    fixture.likes("cay", "c", "d");
    Profile profile =
        Samples.profile(NO_ITEMS, like("me", "c", 0), Samples.event("me", "a", "dislike", 1));
    assertThat(fixture.find("itemknn", profile)).containsOnlyKeys("d");
  }

  /** A cached result must not outlive the values that it was computed from. */
  @Test
  void answersDoNotDependOnWhenTheyWereFirstAsked() {
    Random random = new Random(9);
    SourceFixture asked = new SourceFixture();
    for (int i = 0; i < 2000; i++) {
      String user = "user" + random.nextInt(60);
      String item = "item" + random.nextInt(25);
      fixture.tell(like(user, item, i), 1);
      asked.tell(like(user, item, i), 1);
      asked.nearest("item" + random.nextInt(25));
    }
    for (int i = 0; i < 25; i++) {
      assertThat(asked.nearest("item" + i)).isEqualTo(fixture.nearest("item" + i));
    }
  }

  /**
   * Learning event by event gives the same as relearning from all events, except for rounding: the
   * order of single-precision sums differs.
   */
  @Test
  void learningAnewFindsWhatWasLearntStepByStep() {
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      fixture.tell(like("user" + random.nextInt(80), "item" + random.nextInt(40), i), 1);
    }
    double[] before = similarities();
    fixture.rebuild();
    assertThat(similarities()).containsExactly(before, within(1e-6));
  }

  private double[] similarities() {
    double[] all = new double[1600];
    for (int i = 0; i < all.length; i++) {
      all[i] = fixture.similarity("item" + i / 40, "item" + i % 40);
    }
    return all;
  }

  @Test
  void aNewItemHasNeighboursWithItsFirstLike() {
    fixture.likes("ann", "a", "b");
    fixture.rebuild();
    fixture.likes("ann", "brand new");
    Profile likesA = Samples.profile(NO_ITEMS, like("me", "a", 0));
    assertThat(fixture.find("itemknn", likesA)).containsKey("brand new");
    assertThat(fixture.find("rp3beta", likesA)).containsKey("brand new");
  }

  @Test
  void anItemLikedWithEverythingKeepsOnlyItsBestNeighbours() {
    for (int i = 0; i < 1000; i++) {
      fixture.likes("user" + i, "hub", "item" + i);
    }
    fixture.likes("last", "hub", "item3");
    fixture.likes("later", "hub", "item3");
    Profile profile = Samples.profile(NO_ITEMS, like("me", "hub", 0));
    assertThat(fixture.find("itemknn", profile)).hasSizeBetween(300, 600);
    assertThat(fixture.nearest("hub").getFirst()).isEqualTo("item3");
  }
}

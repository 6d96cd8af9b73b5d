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

  private final Told told = new Told();

  @Test
  void whatTheSamePeopleLikedIsNear() {
    told.likes("ann", "a", "b");
    told.likes("bob", "a", "b");
    told.likes("cay", "a", "c");
    assertThat(told.nearest("a")).containsExactly("b", "c");
    assertThat(told.nearest("alone")).isEmpty();
  }

  @Test
  void similarityIsTheShrunkCosine() {
    told.likes("ann", "a", "b");
    told.likes("bob", "a", "b");
    told.likes("cay", "a");
    assertThat(told.similarity("a", "b")).isCloseTo(2 / (Math.sqrt(6) + 10), within(1e-12));
    assertThat(told.similarity("a", "never")).isZero();
  }

  @Test
  void aPairCountsLessTheFurtherApartItWasLiked() {
    told.tell(like("ann", "a", 0), 1);
    told.tell(like("ann", "far", 730 * 24), 1);
    told.tell(like("bob", "a", 0), 1);
    told.tell(like("bob", "near", 1), 1);
    assertThat(told.similarity("a", "near") / told.similarity("a", "far"))
        .isCloseTo(2, within(0.01));
  }

  @Test
  void likingAgainAndDislikingChangeNothing() {
    told.likes("ann", "a", "b");
    double before = told.similarity("a", "b");
    told.likes("ann", "b", "a");
    told.tell(like("ann", "c", 0), -1);
    assertThat(told.similarity("a", "b")).isEqualTo(before);
    assertThat(told.similarity("a", "c")).isZero();
  }

  @Test
  void aDislikeSpeaksAgainstItsNeighbours() {
    told.likes("ann", "a", "b");
    told.likes("bob", "c", "b");
    told.likes("cay", "c", "d");
    Profile profile =
        Samples.profile(NO_ITEMS, like("me", "c", 0), Samples.event("me", "a", "dislike", 1));
    assertThat(told.find("itemknn", profile)).containsOnlyKeys("d");
  }

  /** An answer that was asked for early must not outlive what it was computed from. */
  @Test
  void answersDoNotDependOnWhenTheyWereFirstAsked() {
    Random random = new Random(9);
    Told asked = new Told();
    for (int i = 0; i < 2000; i++) {
      String user = "user" + random.nextInt(60);
      String item = "item" + random.nextInt(25);
      told.tell(like(user, item, i), 1);
      asked.tell(like(user, item, i), 1);
      asked.nearest("item" + random.nextInt(25));
    }
    for (int i = 0; i < 25; i++) {
      assertThat(asked.nearest("item" + i)).isEqualTo(told.nearest("item" + i));
    }
  }

  /**
   * What comes event by event is what learning anew from all of them gives, but for the order in
   * which single-precision sums were summed.
   */
  @Test
  void learningAnewFindsWhatWasLearntStepByStep() {
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      told.tell(like("user" + random.nextInt(80), "item" + random.nextInt(40), i), 1);
    }
    double[] before = similarities();
    told.rebuild();
    assertThat(similarities()).containsExactly(before, within(1e-6));
  }

  private double[] similarities() {
    double[] all = new double[1600];
    for (int i = 0; i < all.length; i++) {
      all[i] = told.similarity("item" + i / 40, "item" + i % 40);
    }
    return all;
  }

  @Test
  void aNewItemHasNeighboursWithItsFirstLike() {
    told.likes("ann", "a", "b");
    told.rebuild();
    told.likes("ann", "brand new");
    Profile likesA = Samples.profile(NO_ITEMS, like("me", "a", 0));
    assertThat(told.find("itemknn", likesA)).containsKey("brand new");
    assertThat(told.find("rp3beta", likesA)).containsKey("brand new");
  }

  @Test
  void anItemLikedWithEverythingKeepsOnlyItsBestNeighbours() {
    for (int i = 0; i < 1000; i++) {
      told.likes("user" + i, "hub", "item" + i);
    }
    told.likes("last", "hub", "item3");
    told.likes("later", "hub", "item3");
    Profile profile = Samples.profile(NO_ITEMS, like("me", "hub", 0));
    assertThat(told.find("itemknn", profile)).hasSizeBetween(300, 600);
    assertThat(told.nearest("hub").getFirst()).isEqualTo("item3");
  }
}

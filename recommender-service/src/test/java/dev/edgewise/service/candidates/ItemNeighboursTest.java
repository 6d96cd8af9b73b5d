/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import static dev.edgewise.service.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.Profile;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Samples;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemNeighboursTest {
  private static final Catalogue NO_ITEMS = Samples.catalogue();

  private final ItemNeighbours neighbours = new ItemNeighbours();

  private void likes(String user, String... items) {
    for (String item : items) {
      neighbours.record(like(user, item, 0), 1);
    }
  }

  @Test
  void whatTheSamePeopleLikedIsNear() {
    likes("ann", "a", "b");
    likes("bob", "a", "b");
    likes("cay", "a", "c");
    assertThat(neighbours.nearest("a")).extracting("item").containsExactly("b", "c");
    assertThat(neighbours.nearest("alone")).isEmpty();
  }

  @Test
  void similarityIsTheShrunkDampedCosine() {
    likes("ann", "a", "b");
    likes("bob", "a", "b");
    likes("cay", "a");
    double expected = 2 / (Math.pow(3, 0.8) * Math.pow(2, 0.2) + 10);
    assertThat(neighbours.similarity("a", "b")).isCloseTo(expected, within(1e-12));
    assertThat(neighbours.similarity("a", "never")).isZero();
  }

  @Test
  void aPairCountsLessTheFurtherApartItWasLiked() {
    neighbours.record(like("ann", "a", 0), 1);
    neighbours.record(like("ann", "far", 30 * 24), 1);
    neighbours.record(like("bob", "a", 0), 1);
    neighbours.record(like("bob", "near", 1), 1);
    assertThat(neighbours.similarity("a", "near") / neighbours.similarity("a", "far"))
        .isCloseTo(2, within(0.01));
  }

  @Test
  void likingAgainAndDislikingChangeNothing() {
    likes("ann", "a", "b");
    double before = neighbours.similarity("a", "b");
    likes("ann", "b", "a");
    neighbours.record(like("ann", "c", 0), -1);
    assertThat(neighbours.similarity("a", "b")).isEqualTo(before);
    assertThat(neighbours.similarity("a", "c")).isZero();
  }

  @Test
  void aDislikeSpeaksAgainstItsNeighbours() {
    likes("ann", "a", "b");
    likes("bob", "c", "b");
    likes("cay", "c", "d");
    Profile profile =
        Samples.profile(NO_ITEMS, like("me", "c", 0), Samples.event("me", "a", "dislike", 1));
    assertThat(neighbours.find(profile, item -> true, 9)).containsOnlyKeys("d");
  }

  /** An answer that was asked for early must not outlive what it was computed from. */
  @Test
  void answersDoNotDependOnWhenTheyWereFirstAsked() {
    Random random = new Random(9);
    ItemNeighbours asked = new ItemNeighbours();
    for (int i = 0; i < 2000; i++) {
      String user = "user" + random.nextInt(60);
      String item = "item" + random.nextInt(25);
      neighbours.record(like(user, item, i), 1);
      asked.record(like(user, item, i), 1);
      asked.nearest("item" + random.nextInt(25));
    }
    for (int i = 0; i < 25; i++) {
      assertThat(asked.nearest("item" + i)).isEqualTo(neighbours.nearest("item" + i));
    }
  }

  @Test
  void anItemLikedWithEverythingKeepsOnlyItsBestNeighbours() {
    for (int i = 0; i < 1000; i++) {
      likes("user" + i, "hub", "item" + i);
    }
    likes("last", "hub", "item3");
    likes("later", "hub", "item3");
    Profile profile = Samples.profile(NO_ITEMS, like("me", "hub", 0));
    assertThat(neighbours.find(profile, item -> true, 2000)).hasSizeBetween(400, 800);
    assertThat(neighbours.nearest("hub").getFirst().item()).isEqualTo("item3");
  }
}

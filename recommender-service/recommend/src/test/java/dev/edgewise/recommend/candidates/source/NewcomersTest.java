/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static dev.edgewise.recommend.catalogue.Samples.item;
import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewcomersTest {
  private Instant now = Samples.START;
  private final Catalogue catalogue = Samples.catalogue();
  private final Candidates candidates =
      new Candidates(catalogue, SignalWeights.standard()::of, item -> !item.hidden(), () -> now);

  @BeforeEach
  void aCrowdLikesThirtyItems() {
    for (int i = 0; i < 30; i++) {
      catalogue.put(published("old" + i, Samples.START.minus(Duration.ofDays(400))));
      for (int user = 0; user <= i; user++) {
        candidates.record(like("user" + user, "old" + i, i));
      }
    }
  }

  private static Item published(String id, Instant when) {
    return new Item(id, "Title " + id, "", List.of("Drama"), Map.of(), when, false);
  }

  private List<String> gathered(String user, int limit) {
    return candidates.gather(Profile.empty(user), limit).stream().map(Candidate::id).toList();
  }

  @Test
  void anItemIsAmongTheCandidatesAsSoonAsItIsThere() {
    assertThat(gathered("ann", 10)).doesNotContain("new");
    catalogue.put(item("new", "New", "Horror"));
    assertThat(gathered("ann", 10)).hasSize(10).contains("new");
    assertThat(candidates.isNewcomer("new")).isTrue();
  }

  @Test
  void whatWasPublishedLongAgoIsNothingNew() {
    catalogue.put(published("archive", now.minus(Duration.ofDays(99))));
    assertThat(candidates.isNewcomer("archive")).isFalse();
    assertThat(gathered("ann", 10)).doesNotContain("archive");
  }

  @Test
  void nothingStaysNewForever() {
    catalogue.put(item("new", "New", "Horror"));
    now = now.plus(Duration.ofDays(15));
    assertThat(candidates.isNewcomer("new")).isFalse();
  }

  @Test
  void whatManyHaveMetIsNotNewAnyMore() {
    catalogue.put(item("new", "New", "Horror"));
    for (int i = 0; i < 100; i++) {
      candidates.record(Samples.event("viewer" + i, "new", "impression", i));
    }
    assertThat(candidates.isNewcomer("new")).isFalse();
  }

  @Test
  void everyoneIsShownOthersOfThemFirst() {
    for (int i = 0; i < 40; i++) {
      catalogue.put(item("new" + i, "New " + i, "Horror"));
    }
    Set<String> tried = new HashSet<>();
    for (int user = 0; user < 60; user++) {
      List<String> found = gathered("user " + user, 20);
      List<String> fresh = found.stream().filter(id -> id.startsWith("new")).toList();
      assertThat(fresh).hasSizeBetween(1, 2);
      tried.addAll(fresh);
    }
    assertThat(tried).hasSizeGreaterThan(15);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static dev.edgewise.recommend.catalogue.Samples.item;
import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.recommend.candidates.source.SourceFixture;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CandidateFactsTest {
  private final Catalogue catalogue =
      Samples.catalogue(
          item("up", "Up", "Animation"),
          item("her", "Her", "Drama"),
          item("moon", "Moon", "Drama"),
          item("heat", "Heat", "Crime"));
  private final SourceFixture fixture = new SourceFixture(catalogue);

  @BeforeEach
  void twoLikeHerThreeLikeMoonAndHeatAlongWithUp() {
    for (int user = 0; user < 3; user++) {
      fixture.tell(like("user" + user, "up", 0), 1);
      fixture.tell(like("user" + user, "moon", 0), 1);
      fixture.tell(like("user" + user, "heat", 0), 1);
    }
    fixture.tell(like("user0", "her", 0), 1);
    fixture.rebuild();
  }

  private List<String> texts(String item, Profile profile) {
    return facts(item, profile).stream().map(Fact::text).toList();
  }

  private List<Fact> facts(String item, Profile profile) {
    return new CandidateFacts(catalogue, fixture.sources, profile, null)
        .of(catalogue.find(item).orElseThrow());
  }

  @Test
  void theUsersOwnLikesComeFirstAmongWhatItIsLikedWith() {
    Profile likesHer = Samples.profile(catalogue, like("me", "her", 0));
    assertThat(texts("up", likesHer))
        .startsWith("liked together with Her", "liked together with Heat");
  }

  @Test
  void withoutLikesTheStrongestNeighboursAreNamed() {
    assertThat(texts("up", Profile.empty("me")))
        .startsWith("liked together with Heat", "liked together with Moon")
        .endsWith("genre Animation", "year 2010");
  }

  @Test
  void anItemWithManyColumnsHasFewFactsThoseThatTheUserKnowsFirst() {
    List<String> categories = IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 100; i > 0; i--) {
      attributes.put("a" + i, "v");
    }
    catalogue.put(new Item("big", "Big", "Words.", categories, attributes, null, false));
    catalogue.put(new Item("fan", "Fan", "", List.of("c99"), Map.of("a1", "v"), null, false));
    fixture.sources.put(catalogue.find("big").orElseThrow());

    List<String> unknown = texts("big", Profile.empty("me"));
    assertThat(unknown).hasSizeLessThanOrEqualTo(ItemFacts.MAX_COLUMNS + 8);
    assertThat(unknown.stream().filter(text -> text.startsWith("genre")))
        .containsExactlyElementsOf(
            IntStream.range(0, ItemFacts.MAX_COLUMNS).mapToObj(i -> "genre c" + i).toList());

    List<String> fan = texts("big", Samples.profile(catalogue, like("me", "fan", 0)));
    assertThat(fan).contains("genre c99", "a1 v", "genre c0", "genre c21");
    assertThat(fan).doesNotContain("genre c22", "a100 v");
  }

  @Test
  void factsAreNumberedFromOne() {
    assertThat(facts("up", Profile.empty("me")))
        .extracting(Fact::id)
        .containsExactly("I1", "I2", "I3", "I4", "I5", "I6");
  }

  @Test
  void popularityAndLikingAreSaidInWords() {
    for (int user = 0; user < 1000; user++) {
      fixture.tell(Samples.event("user" + user, "up", "rate", 0), 1);
    }
    for (int user = 0; user < 5; user++) {
      fixture.tell(Samples.event("user" + user, "heat", "rate", 0), user == 0 ? 0 : -1);
    }
    assertThat(texts("up", Profile.empty("me"))).contains("hugely popular now", "rated highly");
    assertThat(texts("heat", Profile.empty("me"))).contains("known to few", "rated poorly");
  }

  @Test
  void theLatestOpinionOfAUserCountsOnce() {
    for (int hour = 1; hour < 9; hour++) {
      fixture.tell(like("user0", "moon", hour), 1);
    }
    assertThat(texts("moon", Profile.empty("me"))).noneMatch(fact -> fact.startsWith("rated"));
    for (int user = 0; user < 9; user++) {
      fixture.tell(like("user" + user, "moon", 1), 1);
    }
    assertThat(texts("moon", Profile.empty("me"))).contains("rated highly");
    for (int user = 0; user < 9; user++) {
      fixture.tell(Samples.event("user" + user, "moon", "dislike", 2), -1);
    }
    assertThat(texts("moon", Profile.empty("me"))).contains("rated poorly");
  }
}

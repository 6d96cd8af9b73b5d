/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonalFactsTest {
  private static final Item TALE =
      new Item(
          "t",
          "A tale",
          "Long ago. Two astronauts drift in silence! A dog comes home.",
          List.of("Drama"),
          Map.of(),
          null,
          false);

  private final Catalogue catalogue =
      Samples.catalogue(
          TALE, Samples.item("a", "Alpha", "Drama"), Samples.item("b", "Astronauts", "Drama"));

  private Profile fan(String... liked) {
    Event[] likes = new Event[liked.length];
    for (int i = 0; i < liked.length; i++) {
      likes[i] = Samples.like("ann", liked[i], i);
    }
    return Samples.profile(catalogue, likes);
  }

  private List<String> facts(Profile profile, @Nullable String query) {
    ItemFacts facts = ItemFacts.start();
    new PersonalFacts(catalogue, profile, query).addTo(facts, TALE);
    return facts.list().stream().map(Fact::text).toList();
  }

  @Test
  void theSentenceIsTheOneThatMattersToThisUser() {
    assertThat(facts(Profile.empty("ann"), null)).containsExactly("Long ago.");
    assertThat(facts(Profile.empty("ann"), "a film with a dog that gets home"))
        .containsExactly("A dog comes home.");
    assertThat(facts(fan("b"), null)).containsExactly("Two astronauts drift in silence!");
  }

  @Test
  void pastReactionsAreCounted() {
    assertThat(facts(fan("a", "b"), null)).contains("liked 2 of 2 with Drama");
    assertThat(facts(fan("t"), null)).contains("this person did before: like");
    assertThat(facts(fan("a", "t"), null)).noneMatch(fact -> fact.contains(" with Drama"));
  }
}

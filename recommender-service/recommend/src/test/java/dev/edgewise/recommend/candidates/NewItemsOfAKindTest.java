/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.learn.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Items without events are found for users who like what is similar to them. */
class NewItemsOfAKindTest {
  private static final int LIST = 15;

  private final Catalogue catalogue =
      Samples.catalogue(
          Stream.of("Horror", "Crime")
              .flatMap(kind -> IntStream.range(0, 12).mapToObj(i -> item(kind + i, kind)))
              .toArray(Item[]::new));

  /** An item that shares no word with others, and is too old to count as newly published. */
  private static Item item(String id, String kind) {
    Instant published = Samples.START.minusSeconds(100 * 86_400L);
    return new Item(id, id, "", List.of(kind), Map.of(), published, false);
  }

  private Candidates learnt(Set<Part> without) {
    Candidates candidates = new Candidates(catalogue, SignalWeights.standard()::of, without);
    for (int fan = 0; fan < 40; fan++) {
      String kind = fan % 2 == 0 ? "Horror" : "Crime";
      for (int i = 0; i < 6; i++) {
        candidates.record(like("fan" + fan, kind + (fan / 2 + i * i) % 12, i));
      }
    }
    candidates.rebuild();
    return candidates;
  }

  private Profile fan(String kind) {
    return Samples.profile(catalogue, like("me", kind + 1, 30), like("me", kind + 4, 31));
  }

  private void add(String id, String kind) {
    catalogue.put(item(id, kind));
  }

  private int place(Candidates candidates, Profile user) {
    return candidates
        .find(user, LearnedRanker.DEFAULT, id -> !user.seen().contains(id), LIST)
        .indexOf("unmet");
  }

  @Test
  void itsFansFindItAtOnceAndOthersDoNot() {
    Candidates candidates = learnt(Set.of());
    assertThat(place(candidates, fan("Horror"))).isNegative();
    add("unmet", "Horror");
    assertThat(place(candidates, fan("Horror"))).isNotNegative();
    assertThat(place(candidates, fan("Crime"))).isNegative();
    assertThat(place(candidates, Profile.empty("stranger"))).isNegative();
    add("unmet", "Crime");
    assertThat(place(candidates, fan("Horror"))).isNegative();
    assertThat(place(candidates, fan("Crime"))).isNotNegative();
  }

  @Test
  void whatIsAddedWhileItLearnsIsNotForgotten() {
    Candidates candidates = learnt(Set.of());
    add("unmet", "Horror");
    int place = place(candidates, fan("Horror"));
    candidates.rebuild();
    assertThat(place(candidates, fan("Horror"))).isEqualTo(place);
  }

  @Test
  void withoutThePartOnlyItsOwnUsersSpeakForAnItem() {
    Candidates without = learnt(Set.of(Part.COLD));
    Candidates with = learnt(Set.of());
    add("unmet", "Horror");
    Profile user = fan("Horror");
    assertThat(with.find("ease", user, id -> true, 20)).contains("unmet");
    assertThat(without.find("ease", user, id -> true, 20)).isNotEmpty().doesNotContain("unmet");
    assertThat(without.without()).containsExactly(Part.COLD);
  }
}

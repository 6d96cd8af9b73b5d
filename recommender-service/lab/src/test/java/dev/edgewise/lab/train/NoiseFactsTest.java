/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoiseFactsTest {
  private static final Fact DRAMA =
      new Fact("P1", Fact.Kind.LIKED, "genre:Drama", "liked genre Drama");
  private static final Fact HORROR =
      new Fact("P2", Fact.Kind.DISLIKED, "genre:Horror", "disliked genre Horror");
  private static final UserContext USER =
      new UserContext(List.of(DRAMA, HORROR), List.of(new PastItem("1", "Moon", 0.9)), "en");

  private final NoiseFacts noise =
      new NoiseFacts(List.of("Moon", "Solaris"), Tokenizer.phi3(), new Random(1));

  @Test
  void someUsersGetFactsAtAnyPlaceAndKeepTheirOwnInOrder() {
    Set<Integer> places = new HashSet<>();
    int same = 0;
    for (int i = 0; i < 1000; i++) {
      UserContext user = noise.among(USER);
      same += user.equals(USER) ? 1 : 0;
      List<String> own = new ArrayList<>();
      for (int place = 0; place < user.facts().size(); place++) {
        Fact fact = user.facts().get(place);
        assertThat(fact.id()).isEqualTo("P" + (place + 1));
        if (fact.kind() == Fact.Kind.IS) {
          places.add(place);
          assertThat(fact.text()).matches("\\p{L}+( \\p{L}+){1,3}");
        } else {
          own.add(fact.text());
        }
      }
      assertThat(own).containsExactly(DRAMA.text(), HORROR.text());
      assertThat(user.history()).isEqualTo(USER.history());
    }
    assertThat(same).isBetween(500, 700);
    assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void theirWordsAreOfTitlesAndOfTheVocabulary() {
    Set<String> words = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      for (Fact fact : noise.among(UserContext.unknown("en")).facts()) {
        words.addAll(List.of(fact.text().split(" ")));
      }
    }
    assertThat(words).contains("Moon", "Solaris").hasSizeGreaterThan(500);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.recommend.catalogue.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenreBaselineTest {
  /** So following the seven tastes proves little: a few lines can do it. */
  @Test
  void aTrivialRankingFollowsTheSevenTastes() throws Exception {
    GenreBaseline baseline =
        new GenreBaseline(Persona.CATALOGUE, Persona.FILMS.resolve("events.jsonl.gz"));
    Map<Persona, List<Item>> lists = new LinkedHashMap<>();
    Persona.SEVEN.forEach(persona -> lists.put(persona, baseline.topTen(persona.likes())));
    Persona.assertFollowed(lists);
  }

  @Test
  void aTrivialRankingFailsAMixedTaste() throws Exception {
    GenreBaseline baseline =
        new GenreBaseline(Persona.CATALOGUE, Persona.FILMS.resolve("events.jsonl.gz"));
    List<Item> mixed = baseline.topTen(PersonasIT.MIXED);
    assertThat(Persona.count(mixed, Set.of("Horror"))).isLessThan(2);
    assertThat(Persona.count(mixed, Set.of("Musical", "Music"))).isLessThan(2);
  }
}

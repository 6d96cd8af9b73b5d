/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsTest {
  private static List<String> traits(Map<String, String> attributes) {
    Item item = new Item("a", "A", "", List.of("Drama", "War"), attributes, null, false);
    return Traits.of(item, "genre");
  }

  @Test
  void categoriesComeUnderTheirName() {
    assertThat(traits(Map.of())).containsExactly("genre:Drama", "genre:War");
  }

  @ParameterizedTest
  @CsvSource({
    "year, 1999, decade:1990s",
    "year, 2010, decade:2010s",
    "colour, ' red ', colour:red"
  })
  void anAttributeBecomesATrait(String name, String value, String trait) {
    assertThat(traits(Map.of(name, value))).endsWith(trait).hasSize(3);
  }

  @Test
  void thereAreNoMoreTraitsThanAnEventCarries() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      attributes.put("colour" + i, "red");
    }
    assertThat(traits(attributes))
        .hasSize(Event.MAX_TRAITS)
        .startsWith("genre:Drama", "genre:War", "colour0:red", "colour1:red");
    assertThat(traits(Map.of("note", "two\nlines", "broken", "\ud800"))).hasSize(2);
    Item item = new Item("a", "A", "", List.of("two\nlines", "War"), Map.of(), null, false);
    assertThat(Traits.of(item, "genre")).containsExactly("genre:War");
  }

  @ParameterizedTest
  @CsvSource({
    "minutes, 123",
    "price, 12.50",
    "colour, ' '",
    "note, a sentence of far more than forty letters in all"
  })
  void whatTellsNothingInCommonIsNoTrait(String name, String value) {
    assertThat(traits(Map.of(name, value))).hasSize(2);
  }
}

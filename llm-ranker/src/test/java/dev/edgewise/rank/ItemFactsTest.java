/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ItemFactsTest {
  @Test
  void columnsBecomeFactsByKind() {
    assertThat(
            ItemFacts.of(
                "genre",
                List.of("Drama"),
                Map.of("year", "1999", "price", "9.50", "colour", "red")))
        .containsExactly(
            new Fact("I1", Fact.Kind.IS, "genre:Drama", "genre Drama"),
            new Fact("I2", Fact.Kind.IS, "colour:red", "colour red"),
            new Fact("I3", Fact.Kind.HAS, "price:9.50", "price 9.50"),
            new Fact("I4", Fact.Kind.IS, "year:1999", "year 1999"));
  }

  /** One item with 1,000 attributes cost each request 0.4 s: each fact is a branch of the model. */
  @Test
  void anItemWithManyColumnsHasFewFacts() {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 100; i < 200; i++) {
      attributes.put("a" + i, "v");
    }
    List<Fact> facts = ItemFacts.of("genre", List.of("Drama", "War"), attributes);
    assertThat(facts).hasSize(ItemFacts.MAX_COLUMNS);
    assertThat(facts.get(2).text()).isEqualTo("a100 v");
    assertThat(
            ItemFacts.start().attributes(attributes).add(Fact.Kind.SAYS, "text", "Words.").list())
        .as("other facts follow")
        .hasSize(ItemFacts.MAX_COLUMNS + 1);
  }
}

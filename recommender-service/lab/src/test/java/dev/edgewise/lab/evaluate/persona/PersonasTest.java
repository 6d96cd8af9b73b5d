/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PersonasTest {
  private final List<Item> items =
      IntStream.range(0, 100)
          .mapToObj(i -> Samples.item("i" + i, "T", i < 14 ? "Rare" : i < 40 ? "War" : "Drama"))
          .toList();
  private final Catalogue catalogue = Samples.catalogue(items.toArray(Item[]::new));
  private final List<String> known = items.stream().map(Item::id).toList();

  private List<Persona> generate(Set<String> taken, long seed) {
    return new Personas(catalogue, known).generate(taken, seed);
  }

  @Test
  void twoForEachTraitWithEnoughItemsTheLargestFirst() {
    List<Persona> personas = generate(Set.of(), 1);
    assertThat(personas)
        .extracting(Persona::trait)
        .containsExactly("genre:Drama", "genre:Drama", "genre:War", "genre:War");
    assertThat(personas)
        .allSatisfy(one ->
            assertThat(one.likes())
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allMatch(id -> catalogue.traitsOf(id).contains(one.trait())));
    // of the 60 dramas only the 40 best known ones
    assertThat(personas.getFirst().likes()).allMatch(id -> known.indexOf(id) < 80);
    assertThat(personas.get(0).likes()).isNotEqualTo(personas.get(1).likes());
  }

  @Test
  void theyComeFromTheSeedAndHaveIdsOfTheirOwn() {
    assertThat(generate(Set.of(), 1)).isEqualTo(generate(Set.of(), 1));
    assertThat(generate(Set.of(), 2)).isNotEqualTo(generate(Set.of(), 1));
    assertThat(generate(Set.of("persona 0", "persona 0'"), 1).getFirst().user())
        .isEqualTo("persona 0''");
  }

  @Test
  void withoutCategoriesTheOtherTraitsCount() {
    Item[] plain =
        IntStream.range(0, 20)
            .mapToObj(
                i -> new Item("i" + i, "T", "", List.of(), Map.of("colour", "red"), null, false))
            .toArray(Item[]::new);
    assertThat(new Personas(Samples.catalogue(plain), known.subList(0, 20)).generate(Set.of(), 1))
        .extracting(Persona::trait)
        .containsExactly("colour:red", "colour:red");
  }
}

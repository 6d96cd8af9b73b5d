/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.edgewise.lab.evaluate.KnownTastes;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Someone with one taste in films.
 *
 * @param likes ids of the films that they like
 * @param genres the genres of this taste, at least one of which a film of their list should have
 * @param atLeast the least number of such films among ten; fewer where the catalogue has few
 */
record Persona(String name, List<String> likes, Set<String> genres, int atLeast) {
  static final Path FILMS = Path.of("../catalogues/films");
  static final Catalogue CATALOGUE = Catalogue.read(FILMS.resolve("items.jsonl.gz"));

  /** Four famous likes each of seven tastes that have little in common. */
  static final List<Persona> SEVEN =
      List.of(
          new Persona(
              "family animation",
              List.of("0114709", "0266543", "0126029", "0382932"),
              Set.of("Animation", "Family"),
              6),
          new Persona(
              "romantic comedy",
              List.of("0125439", "0314331", "0100405", "0243155"),
              Set.of("Romance"),
              6),
          new Persona(
              "horror", List.of("0070047", "0081505", "0054215", "0387564"), Set.of("Horror"), 6),
          new Persona(
              "war",
              List.of("0120815", "0093058", "0091763", "0078788"),
              Set.of("War", "History"),
              6),
          new Persona(
              "western", List.of("0105695", "1403865", "1853728", "0065126"), Set.of("Western"), 5),
          new Persona(
              "musical",
              List.of("0045152", "0055614", "1707386", "0299658"),
              Set.of("Musical", "Music"),
              5),
          new Persona(
              "documentary",
              List.of("0310793", "1155592", "2125608", "0390521"),
              Set.of("Documentary"),
              6));

  private static final double MOST_IN_COMMON = 0.3;

  /** The number of films with one of the genres. */
  static int count(List<Item> films, Set<String> genres) {
    return (int)
        films.stream()
            .filter(film -> film.categories().stream().anyMatch(genres::contains))
            .count();
  }

  static List<String> titles(List<Item> films) {
    return films.stream().map(Item::title).toList();
  }

  /**
   * Asserts that lists of ten follow the tastes: each has enough films of its taste, none that the
   * user liked before, and two lists have few films in common.
   */
  static void assertFollowed(Map<Persona, List<Item>> lists) {
    assertSoftly(softly -> {
      lists.forEach((persona, films) -> {
        softly.assertThat(films).as(persona.name()).hasSize(10);
        softly.assertThat(films).extracting(Item::id).doesNotContainAnyElementsOf(persona.likes());
        softly
            .assertThat(count(films, persona.genres()))
            .as("%s in %s", persona.name(), titles(films))
            .isGreaterThanOrEqualTo(persona.atLeast());
      });
      softly
          .assertThat(KnownTastes.overlap(lists.values()))
          .as("share in common, mean of all pairs")
          .isLessThanOrEqualTo(MOST_IN_COMMON);
    });
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Searches for the films of the demo, each by what a person may type who looks for it. */
class FilmSearchTest {
  private static final int FIRST = 10;

  /** One film in so many is searched for. */
  private static final int STEP = 20;

  private static final Catalogue FILMS =
      Catalogue.read(Path.of("../catalogues/films/items.jsonl.gz"));

  private static final ContentSearch SEARCH = new SourceFixture(FILMS).sources.search();

  private static List<String> titles(String typed) {
    return SEARCH.search(typed, FIRST).stream().map(Item::title).toList();
  }

  /**
   * Some films are searched for by their titles, typed in a certain way; all but one in a hundred
   * must be among the first. What remains has a title like "Killers", which begins like many
   * others.
   */
  private static void areFound(String way, UnaryOperator<String> typed) {
    List<String> some =
        FILMS.all().stream()
            .map(Item::title)
            .filter(title -> Math.floorMod(title.hashCode(), STEP) == 0)
            .toList();
    List<String> missed =
        some.stream().filter(title -> !titles(typed.apply(title)).contains(title)).toList();
    assertThat(missed).as(way).hasSizeLessThanOrEqualTo(some.size() / 100);
  }

  private static String longest(String title) {
    return Arrays.stream(title.split("[^\\p{L}]+"))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  /** Changes the longest word, if it has five letters. */
  private static UnaryOperator<String> mistyped(UnaryOperator<StringBuilder> mistake) {
    return title -> {
      String word = longest(title);
      return word.length() < 5
          ? title
          : title.replace(word, mistake.apply(new StringBuilder(word)).toString());
    };
  }

  @Test
  void aTitleIsTheFirstOfThoseThatAreFoundByIt() {
    areFound("as it is", title -> title);
    for (String title : List.of("Up", "Heat", "M", "Alien", "The Thing")) {
      assertThat(titles(title)).as(title).first().isEqualTo(title);
    }
  }

  @Test
  void aTitleIsFoundByItsBeginning() {
    areFound(
        "incomplete",
        title -> longest(title).length() < 5 ? title : title.substring(0, title.length() - 1));
    assertThat(titles("pret")).contains("Pretty Woman");
  }

  @Test
  void aTitleIsFoundByOneTypo() {
    areFound("missing letter", mistyped(word -> word.deleteCharAt(2)));
    areFound("further letter", mistyped(word -> word.insert(3, 'x')));
    areFound("wrong letter", mistyped(word -> word.replace(4, 5, "q")));
    areFound("swapped letters", mistyped(word -> word.insert(1, word.charAt(2)).deleteCharAt(3)));
    assertThat(titles("godfahter")).contains("The Godfather");
  }

  @Test
  void caseAccentsAndPunctuationDoNotCount() {
    areFound("upper case", title -> title.toUpperCase(Locale.ROOT));
    areFound("without marks", title -> title.replaceAll("\\p{P}", ""));
    areFound("with spaces for marks", title -> title.replaceAll("\\p{P}", " "));
    assertThat(titles("amelie")).first().isEqualTo("Le fabuleux destin d'Amélie Poulain");
    assertThat(titles("leon")).first().isEqualTo("Léon");
    assertThat(titles("oceans eleven")).first().isEqualTo("Ocean's Eleven");
    assertThat(titles("spiderman")).first().isEqualTo("Spider-Man");
  }

  /** Found by a newcomer: "썩은 고기" of a Korean text found nothing. */
  @Test
  void wordsOfATextInAnotherLanguageFindItsItem() {
    assertThat(titles("썩은 고기")).contains("Bronenosets Potyomkin");
  }
}

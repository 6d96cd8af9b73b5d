/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownTastesTest {
  private static final Path BOOKS = Path.of("src/test/resources/books");
  private static final Item POEMS = Samples.item("1", "Rain", "Poetry");
  private static final Item CRIME = Samples.item("2", "Alibi", "Mystery");
  private static final Item FEAR = Samples.item("3", "Cellar", "Horror");
  private static final Item BOTH =
      new Item("4", "Fog", "", List.of("Poetry", "Horror"), Map.of(), null, false);

  @TempDir Path folder;

  private KnownTastes read(String truth) throws IOException {
    return KnownTastes.read(Files.writeString(folder.resolve("truth.jsonl"), truth));
  }

  private KnownTastes two() throws IOException {
    return read(
        """
        {"user":"ann","likes":["Poetry","Travel"],"avoids":"Horror","author":"Marta Jung"}
        {"user":"bob","likes":["Horror"],"avoids":null,"author":"Ravi Kim"}
        """);
  }

  @Test
  void sharesOfLikedAndAvoidedGenres() throws IOException {
    KnownTastes tastes = two();
    List<Item> list = List.of(POEMS, CRIME, FEAR, BOTH);
    assertThat(tastes.readers()).containsExactly("ann", "bob");
    assertThat(tastes.liked("ann", list)).isEqualTo(0.5);
    assertThat(tastes.avoided("ann", list)).isEqualTo(0.5);
    assertThat(tastes.liked("bob", list)).isEqualTo(0.5);
    assertThat(tastes.avoided("bob", list)).isZero();
    assertThat(tastes.liked("ann", List.of(CRIME))).isZero();
  }

  @Test
  void overlapIsTheMeanOfAllPairs() {
    List<Item> one = List.of(POEMS, CRIME);
    List<Item> two = List.of(CRIME, FEAR);
    List<Item> three = List.of(BOTH, FEAR);
    assertThat(KnownTastes.overlap(List.of(one, one))).isEqualTo(1);
    assertThat(KnownTastes.overlap(List.of(one, two, three)))
        .isEqualTo((0.5 + 0.0 + 0.5) / 3, within(1e-12));
    assertThat(KnownTastes.overlap(List.of(one, List.of(POEMS)))).isEqualTo(0.5);
  }

  @Test
  void aSampleIsSpreadOverAllReaders() throws IOException {
    assertThat(two().sample(1)).containsExactly("ann");
    assertThat(two().sample(2)).containsExactly("ann", "bob");
  }

  @Test
  void noShareWithoutItemsOrReader() throws IOException {
    KnownTastes tastes = two();
    assertThatThrownBy(() -> tastes.liked("ann", List.of())).hasMessageContaining("without items");
    assertThatThrownBy(() -> tastes.avoided("ann", List.of()))
        .hasMessageContaining("without items");
    assertThatThrownBy(() -> tastes.liked("eve", List.of(POEMS))).hasMessageContaining("eve");
    assertThatThrownBy(() -> KnownTastes.overlap(List.of(List.of(POEMS))))
        .hasMessageContaining("two lists");
    assertThatThrownBy(() -> KnownTastes.overlap(List.of(List.of(POEMS), List.of())))
        .hasMessageContaining("none of them empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nonsense; not JSON",
        "[]; must be a JSON object",
        "{\"likes\":[\"Poetry\"]}; user: missing",
        "{\"user\":\"ann\",\"likes\":[]}; likes: must name a genre",
        "{\"user\":\"bob\",\"likes\":[\"Poetry\"]}; user: must not occur twice"
      })
  void aWrongLineIsNamed(String line, String why) {
    String good = "{\"user\":\"bob\",\"likes\":[\"Horror\"]}\n";
    assertThatThrownBy(() -> read(good + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("truth.jsonl, line 2: " + why);
  }

  /** The truth tells the books that readers like from those that they dislike. */
  @Test
  void theBundledEventsFollowTheTruth() throws Exception {
    KnownTastes tastes = KnownTastes.read(BOOKS.resolve("truth.jsonl.gz"));
    Map<String, List<Item>> likes = booksBy("like");
    Map<String, List<Item>> dislikes = booksBy("dislike");
    assertThat(tastes.readers()).hasSize(2500);
    assertThat(KnownTastes.mean(likes, tastes::liked)).isBetween(0.6, 0.8);
    assertThat(KnownTastes.mean(dislikes, tastes::liked)).isBetween(0.05, 0.3);
    assertThat(KnownTastes.mean(likes, tastes::avoided)).isZero();
    assertThat(KnownTastes.mean(dislikes, tastes::avoided)).isEqualTo(1);
    assertThat(KnownTastes.overlap(likes.values().stream().limit(100).toList())).isLessThan(0.05);
  }

  /** The books of all events of a type, by reader. */
  private static Map<String, List<Item>> booksBy(String type) throws Exception {
    Catalogue books = Catalogue.read(BOOKS.resolve("items.jsonl.gz"));
    Map<String, List<Item>> byReader = new TreeMap<>();
    EventArchive.of(BOOKS.resolve("events.jsonl.gz"), "books")
        .forEach(event -> {
          if (event.type().equals(type)) {
            Item book = books.find(event.item()).orElseThrow();
            byReader.computeIfAbsent(event.user(), reader -> new ArrayList<>()).add(book);
          }
        });
    return byReader;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private static final String FULL =
      """
      {"id":"a","title":"Up","text":"A house flies","categories":["Animation"],\
      "attributes":{"year":2009},"published":"2009-05-29T00:00:00Z","hidden":true}
      """;

  @TempDir Path folder = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("items.jsonl"), text);
  }

  @Test
  void readsEveryField() throws IOException {
    Catalogue catalogue = Catalogue.read(file(FULL));
    assertThat(catalogue.find("a"))
        .contains(
            new Item(
                "a",
                "Up",
                "A house flies",
                List.of("Animation"),
                Map.of("year", "2009"),
                Instant.parse("2009-05-29T00:00:00Z"),
                true));
  }

  /** Found in a review: all items with a null director had the trait director:null. */
  @Test
  void aNullAttributeIsAbsentAndNumbersKeepTheirForm() throws IOException {
    Catalogue catalogue =
        Catalogue.read(
            file(
                "{\"id\":\"a\",\"title\":\"Up\",\"attributes\":"
                    + "{\"year\":null,\"director\":null,\"size\":1e3,\"price\":9.50,\"on\":true}}"));
    Item item = catalogue.all().iterator().next();
    assertThat(item.attributes()).isEqualTo(Map.of("size", "1e3", "price", "9.50", "on", "true"));
    assertThat(catalogue.traitsOf("a")).containsExactly("on:true");
  }

  @Test
  void furtherFieldsBecomeAttributesAndAreReportedOnce() throws IOException {
    List<String> notes = new ArrayList<>();
    Path file =
        file(
            """
            {"id":"a","title":"Up","director":"Ann","price":9.50,"none":null,"catagories":["X"]}
            {"id":"b","title":"Down","director":"Bob","attributes":{"director":"Own"}}
            """);
    Catalogue catalogue = Catalogue.read(file, notes::add);
    assertThat(catalogue.find("a").orElseThrow().attributes())
        .isEqualTo(Map.of("director", "Ann", "price", "9.50"));
    assertThat(catalogue.find("b").orElseThrow().attributes()).isEqualTo(Map.of("director", "Own"));
    assertThat(notes)
        .containsExactly(
            file + ": 'director' is no field of an item; it is kept as an attribute",
            file + ": 'price' is no field of an item; it is kept as an attribute",
            file
                + ": 'catagories' is no field of an item; it is left out where it exceeds the"
                + " limits of attributes or is no text, number or boolean; did you mean"
                + " categories?");
  }

  @Test
  void aTextIsNoLongerThanOverHttp() {
    String line = "{\"id\":\"a\",\"title\":\"Up\",\"text\":\"" + "x".repeat(10_001) + "\"}";
    assertThatThrownBy(() -> Catalogue.read(file(line)))
        .hasMessageEndingWith("line 1: text: must be at most 10000 characters, not 10001");
  }

  @Test
  void otherFormatsAreNamed() {
    assertThatThrownBy(() -> Catalogue.read(file("[" + FULL + "]")))
        .hasMessageContaining("items.jsonl: a JSON array; one object a line is read");
  }

  @Test
  void aWrongAttributeIsNamed() {
    assertThatThrownBy(() ->
            Catalogue.read(file("{\"id\":\"a\",\"title\":\"U\",\"attributes\":{\"year\":[1]}}")))
        .hasMessageContaining("line 1")
        .hasMessageContaining("attributes.year: must be a string, number or boolean");
    assertThatThrownBy(() ->
            Catalogue.read(file("{\"id\":\"a\",\"title\":\"U\",\"attributes\":{\" \":\"x\"}}")))
        .hasMessageContaining("attributes: a name must not be blank");
  }

  @Test
  void needsNoMoreThanIdAndTitle() throws IOException {
    Catalogue catalogue = Catalogue.read(file("\n{\"id\":\"a\",\"title\":\"Up\"}\n\n"));
    assertThat(catalogue.all())
        .containsExactly(new Item("a", "Up", "", List.of(), Map.of(), null, false));
    assertThat(catalogue.titleOf("a")).isEqualTo("Up");
    assertThat(catalogue.titleOf("b")).isNull();
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstItem() throws IOException {
    Files.writeString(folder.resolve("catalogue.json"), "\ufeff{\"name\":\"films\"}");
    Catalogue catalogue = Catalogue.read(file("\ufeff" + FULL));
    assertThat(catalogue.titleOf("a")).isEqualTo("Up");
    assertThat(catalogue.description().name()).isEqualTo("films");
  }

  @Test
  void readsGzipWhateverItsName() throws IOException {
    Path file = folder.resolve("items");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(FULL.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Catalogue.read(file).all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                      | not JSON",
        "[1]                                    | not a JSON object",
        "{\"id\":\"b\",\"title\":\"B\"} x       | not JSON",
        "{\"title\":\"B\"}                      | id: missing; must be a string",
        "{\"id\":7,\"title\":\"B\"}             | id: must be a string, not 7",
        "{\"id\":\"b\",\"title\":\" \"}         | title: must not be blank",
        "{\"id\":\"a\",\"title\":\"B\"}         | a second item with id a",
        "{\"id\":\"b\",\"title\":\"B\",\"categories\":\"x\"}  | categories: must be an array of at most 100 entries, not a string",
        "{\"id\":\"b\",\"title\":\"B\",\"categories\":[1]}    | categories[0]: must be a string, not 1",
        "{\"id\":\"b\",\"title\":\"B\",\"attributes\":[]}     | attributes: must be an object, not an array of 0",
        "{\"id\":\"b\",\"title\":\"B\",\"attributes\":{\"x\":{}}} | attributes.x: must be a string, number or boolean, not an object of 0",
        "{\"id\":\"b\",\"title\":\"B\",\"published\":\"May\"} | published: must be an RFC 3339 time such as 2026-01-31T12:00:00Z, not \"May\"",
        "{\"id\":\"b\",\"title\":\"B\",\"hidden\":\"no\"}     | hidden: must be true or false, not \"no\""
      })
  void namesFileAndLineOfWhatIsWrong(String line, String problem) throws IOException {
    Path file = file("{\"id\":\"a\",\"title\":\"A\"}\n\n" + line + "\n");
    assertThatThrownBy(() -> Catalogue.read(file))
        .isInstanceOf(CatalogueException.class)
        .hasMessageStartingWith(file + ", line 3: " + problem)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void saysThatAFileIsMissingOrHoldsNothing() throws IOException {
    assertThatThrownBy(() -> Catalogue.read(folder.resolve("none.jsonl")))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("there is no such file");
    Path empty = file("\n");
    assertThatThrownBy(() -> Catalogue.read(empty))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("holds no items");
  }

  @Test
  void brokenBytesAreACatalogueExceptionAndNothingElse() throws IOException {
    Random random = new Random(5);
    byte[] whole = FULL.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = whole.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("fuzz.jsonl"), bytes);
      try {
        assertThat(Catalogue.read(file).all()).isNotEmpty();
      } catch (CatalogueException expected) {
        assertThat(expected.getMessage()).contains("fuzz.jsonl");
      }
    }
  }

  @Test
  void tellsListenersOfWhatIsPut() {
    Catalogue catalogue = Samples.catalogue(Samples.item("a", "Up", "Animation"));
    List<Item> heard = new ArrayList<>();
    catalogue.onPut(heard::add);
    Item changed = Samples.item("a", "Up again", "Animation");
    catalogue.put(changed);
    assertThat(heard).containsExactly(changed);
    assertThat(catalogue.all()).containsExactly(changed);
  }

  @Test
  void traitsAreMadeOnceWhenAnItemIsPut() {
    Catalogue catalogue = Samples.catalogue(Samples.item("a", "Up", "Animation"));
    List<String> made = catalogue.traitsOf("a");
    assertThat(catalogue.traitsOf("a")).isSameAs(made);
    catalogue.put(Samples.item("a", "Up", "Drama"));
    assertThat(catalogue.traitsOf("a")).containsExactly("genre:Drama", "decade:2010s");
  }

  @Test
  void aLineOfAFileIsBound() throws IOException {
    Path file = file(FULL + "{\"id\":\"b\",\"other\":\"" + "x".repeat(1 << 20) + "\"}\n");
    assertThatThrownBy(() -> Catalogue.read(file))
        .isInstanceOf(CatalogueException.class)
        .hasMessage(file + ", line 2: a line must be at most 1048576 bytes");
  }

  @Test
  void anEventCarriesItsItemsTraits() {
    Catalogue catalogue = Samples.catalogue(Samples.item("a", "Up", "Animation"));
    assertThat(catalogue.enrich(Samples.like("ann", "a", 0)).traits())
        .containsExactly("genre:Animation", "decade:2010s");
    assertThat(catalogue.enrich(Samples.like("ann", "unknown", 0)).traits()).isEmpty();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.profile.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limits of items, for every way in. */
class ItemTest {
  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode().put("id", "a").put("title", "A");
  }

  private static Item read(ObjectNode json) {
    return Item.read(CatalogueFile.fields(json), null);
  }

  private static ObjectNode withCategories(int number, int length) {
    ObjectNode json = node();
    for (int i = 0; i < number; i++) {
      json.withArray("categories").add("c".repeat(length - 3) + (100 + i));
    }
    return json;
  }

  private static ObjectNode withAttributes(int number, int nameLength, int valueLength) {
    ObjectNode json = node();
    ObjectNode attributes = json.putObject("attributes");
    for (int i = 0; i < number; i++) {
      attributes.put("n".repeat(nameLength - 3) + (100 + i), "v".repeat(valueLength));
    }
    return json;
  }

  private static void assertRefused(ObjectNode json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsAtEveryLimitIsRead() {
    ObjectNode json = withCategories(Item.MAX_CATEGORIES, Item.MAX_CATEGORY);
    json.setAll(withAttributes(Item.MAX_ATTRIBUTES, Item.MAX_NAME, Item.MAX_VALUE));
    json.put("id", "i".repeat(Item.MAX_ID));
    json.put("title", "t".repeat(Item.MAX_TITLE)).put("text", "x".repeat(Item.MAX_TEXT));
    Item item = read(json);
    assertThat(item.categories()).hasSize(Item.MAX_CATEGORIES);
    assertThat(item.attributes()).hasSize(Item.MAX_ATTRIBUTES);
  }

  @Test
  void whatExceedsALimitIsRefusedWithFieldAndLimit() {
    assertRefused(node().put("id", "i".repeat(257)), "id: must be at most 256 characters, not 257");
    assertRefused(node().put("id", "a\nb"), "id: must not contain control characters");
    assertRefused(
        node().put("title", "t".repeat(1_001)), "title: must be at most 1000 characters, not 1001");
    assertRefused(node().put("text", "t".repeat(10_001)), "text: must be at most 10000 characters");
    assertRefused(
        withCategories(101, 5),
        "categories: must be an array of at most 100 entries, not an array");
    assertRefused(withCategories(1, 201), "categories[0]: must be at most 200 characters, not 201");
    assertRefused(withAttributes(101, 5, 5), "attributes: must have at most 100 entries, not 101");
    assertRefused(
        withAttributes(1, 101, 5), "attributes: a name must be at most 100 characters, not 101");
    assertRefused(withAttributes(1, 4, 1_001), "attributes.n100: must be at most 1000 characters");
    ObjectNode lines = node();
    lines.putObject("attributes").put("two\nlines", "v");
    assertRefused(lines, "attributes: a name must not contain control characters");
  }

  @Test
  void theIdOfAPathIsBoundAsWell() {
    ObjectNode json = node();
    json.remove("id");
    assertThatThrownBy(() -> Item.read(CatalogueFile.fields(json), "i".repeat(257)))
        .hasMessage("id: must be at most 256 characters, not 257");
    assertThat(Item.read(CatalogueFile.fields(json), "b").id()).isEqualTo("b");
  }

  @Test
  void titlesOfOtherLanguagesAreReadAndBounded() {
    ObjectNode json = node();
    json.putObject("titles").put("ko", "가");
    Item item = read(json);
    assertThat(item.title("ko")).isEqualTo("가");
    assertThat(item.title("en")).isEqualTo("A");
    json.putObject("titles").put("ko", "t".repeat(1_001));
    assertRefused(json, "titles");
    json.putObject("titles").put("ko", " ");
    assertRefused(json, "titles: none may be blank");
  }

  /** Not every way in reads JSON: MovieLens files and CSV make items themselves. */
  @Test
  void noItemCanBeMadeThatExceedsALimit() {
    List<String> many = IntStream.range(0, 101).mapToObj(i -> "c" + i).toList();
    Map<String, String> columns = new LinkedHashMap<>();
    many.forEach(name -> columns.put(name, "v"));
    assertThatThrownBy(() -> make("t".repeat(1_001), List.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("title: must be at most 1000 characters, not 1001");
    assertThatThrownBy(() -> make("t", many, Map.of()))
        .hasMessage("categories: must be at most 100 entries, not 101");
    assertThatThrownBy(() -> make("t", List.of("c".repeat(201)), Map.of()))
        .hasMessage("categories: must be at most 200 characters, not 201");
    assertThatThrownBy(() -> make("t", List.of(), columns))
        .hasMessage("attributes: must be at most 100 entries, not 101");
    assertThatThrownBy(() -> make("t", List.of(), Map.of("n".repeat(101), "v")))
        .hasMessage("attributes: must be at most 100 characters, not 101");
    assertThatThrownBy(() -> make("t", List.of(), Map.of("n", "v".repeat(1_001))))
        .hasMessage("attributes: must be at most 1000 characters, not 1001");
  }

  private static Item make(String title, List<String> categories, Map<String, String> attributes) {
    return new Item("a", title, "", categories, attributes, null, false);
  }

  /**
   * An item was accepted whose traits made each of its events a dead letter: too many, too long, or
   * with control characters. Whatever the catalogue takes, the log takes, too.
   */
  @Test
  void theEventsOfEveryItemCanBeReadFromTheLog() throws BadEventException {
    Random random = new Random(3);
    int read = 0;
    for (int i = 0; i < 3_000; i++) {
      Catalogue catalogue = Samples.catalogue();
      try {
        catalogue.put(read(anything(random)));
      } catch (IllegalArgumentException refused) {
        continue;
      }
      read++;
      Event event = catalogue.enrich(Samples.like("ann", "a", 0));
      byte[] bytes = EventCodec.encode(event);
      assertThat(bytes.length).isLessThan(3 * (Event.MAX_TRAIT_TEXT + 1_000));
      assertThat(EventCodec.decode(bytes)).isEqualTo(event);
    }
    assertThat(read).isBetween(1_000, 2_900);
  }

  private static ObjectNode anything(Random random) {
    ObjectNode json = node();
    for (int n = random.nextInt(random.nextInt(8) == 0 ? 120 : 20); n > 0; n--) {
      json.withArray("categories").add(text(random, 210));
    }
    ObjectNode attributes = json.putObject("attributes");
    for (int n = random.nextInt(random.nextInt(8) == 0 ? 120 : 20); n > 0; n--) {
      attributes.put(text(random, 105), text(random, random.nextBoolean() ? 50 : 1_010));
    }
    return json;
  }

  /** A text that is seldom near the limit, and seldom has a character that a name must not have. */
  private static String text(Random random, int most) {
    int length = 1 + random.nextInt(random.nextInt(40) == 0 ? most : 30);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      switch (random.nextInt(random.nextInt(300) == 0 ? 5 : 3)) {
        case 0 -> text.append((char) ('a' + random.nextInt(26)));
        case 1 -> text.appendCodePoint(0x1F600 + random.nextInt(64));
        case 2 -> text.append("\"\\:/ \u00e9\u2028".charAt(random.nextInt(7)));
        case 3 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        default -> text.append((char) random.nextInt(32));
      }
    }
    return text.toString();
  }
}

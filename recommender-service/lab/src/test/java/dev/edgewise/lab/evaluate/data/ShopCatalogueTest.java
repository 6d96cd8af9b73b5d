/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What must be true of the bundled shop, whatever the rules of its titles and kinds say. */
class ShopCatalogueTest {
  private static final Path SHOP = Path.of("../catalogues/shop");
  private static final Catalogue ITEMS = ItemFile.read(SHOP.resolve("items.jsonl.gz"), note -> {});
  private static final Catalogue ORIGINALS =
      ItemFile.read(SHOP.resolve("originals.csv.gz"), note -> {});

  private static Map<String, Long> kinds() {
    return ITEMS.all().stream()
        .flatMap(item -> item.categories().stream())
        .collect(groupingBy(kind -> kind, counting()));
  }

  @Test
  void eachProductHasOneKind() {
    assertThat(ITEMS.all())
        .hasSize(3040)
        .allSatisfy(item -> {
          assertThat(item.categories()).hasSize(1);
          assertThat(ITEMS.traitsOf(item.id()))
              .startsWith("category:" + item.categories().getFirst())
              .allMatch(
                  trait -> trait.matches("(category|type|design|use|look|material|colour):.+"));
        });
  }

  @Test
  void noKindIsTinyOrHalfTheShop() {
    int items = ITEMS.all().size();
    assertThat(kinds()).hasSizeBetween(12, 20);
    assertThat(kinds().values())
        .allSatisfy(count -> assertThat((double) count / items).isBetween(0.01, 0.25));
    assertThat((double) kinds().get("Other") / items).isLessThan(0.1);
  }

  @Test
  void theRulesNameEachKind() throws IOException {
    String rules = Files.readString(SHOP.resolve("kinds.txt"));
    assertThat(kinds().keySet()).allSatisfy(kind -> assertThat(rules).contains("\n" + kind + ": "));
  }

  @Test
  void mostProductsHaveATypeAndNoTypeIsTinyOrHuge() {
    Map<String, Long> types =
        ITEMS.all().stream()
            .filter(item -> item.attributes().containsKey("type"))
            .collect(groupingBy(item -> item.attributes().get("type"), counting()));
    long typed = types.values().stream().mapToLong(Long::longValue).sum();
    assertThat(typed).isGreaterThan(ITEMS.all().size() * 9L / 10);
    assertThat(types.values()).allMatch(count -> count >= 5 && count <= 150);
  }

  @Test
  void aTitleIsItsOriginalInSentenceCase() {
    assertThat(ORIGINALS.all()).hasSameSizeAs(ITEMS.all());
    assertThat(ITEMS.all())
        .allSatisfy(item -> {
          String title = item.title();
          String original = Objects.requireNonNull(ORIGINALS.titleOf(item.id()));
          assertThat(title)
              .isEqualToIgnoringCase(original.replaceAll("\\b(?i:ass|asst|asstd)\\b", "assorted"));
          assertThat(title).isNotEqualTo(title.toUpperCase(Locale.ROOT));
          assertThat(Character.isLowerCase(title.charAt(0))).as(title).isFalse();
        });
    assertThat(titles(ITEMS)).isEqualTo(titles(ORIGINALS));
  }

  private static long titles(Catalogue catalogue) {
    return catalogue.all().stream().map(Item::title).distinct().count();
  }

  @Test
  void namesAndAbbreviationsKeepTheirCapitals() {
    assertThat(ITEMS.all())
        .extracting(Item::title)
        .contains(
            "Vintage Union Jack bunting",
            "3D vintage Christmas stickers",
            "Pack of six LED tea lights",
            "White hanging heart t-light holder",
            "Letter \"A\" bling key ring",
            "Wrap 50's Christmas",
            "The king gift bag 25x24x12cm",
            "T-light holder hanging lace",
            "Lunch box I love London");
  }
}

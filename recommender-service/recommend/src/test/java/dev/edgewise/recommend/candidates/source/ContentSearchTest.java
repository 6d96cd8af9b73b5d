/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static dev.edgewise.recommend.catalogue.Samples.hidden;
import static dev.edgewise.recommend.catalogue.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentSearchTest {
  private final Catalogue catalogue =
      Samples.catalogue(
          item("alien", "Alien", "Horror"),
          item("aliens", "Alien: the return", "Action"),
          item("it", "It", "Horror"),
          item("heat", "Heat", "Crime"));
  private final SourceFixture fixture = new SourceFixture(catalogue);
  private final ContentSearch search = fixture.sources.search();

  private void put(Item item) {
    catalogue.put(item);
    fixture.sources.put(item);
  }

  private List<String> found(String words) {
    return search.search(words, 9).stream().map(Item::id).toList();
  }

  @Test
  void categoriesAttributesAndTextsAreSearchedToo() {
    put(
        new Item(
            "oater",
            "High Noon",
            "A marshal stands alone.",
            List.of("Western"),
            Map.of("director", "Zinnemann"),
            null,
            false));
    for (String words :
        List.of("western", "WESTERN films", "zinnemann", "a lonely marshal", "noon")) {
      assertThat(found(words)).as(words).first().isEqualTo("oater");
    }
    assertThat(found("horror")).containsExactlyInAnyOrder("alien", "it");
    assertThat(found("comedy")).isEmpty();
  }

  @Test
  void findsOnlyWhatIsOpenAndTheBestFirst() {
    for (int i = 0; i < 50; i++) {
      put(item("tale" + i, "Tale number " + i, "Drama"));
    }
    List<ScoredItem> all = search.find("tale 7", any -> true, 9);
    assertThat(all).hasSize(9);
    assertThat(fixture.sources.id(all.getFirst().item())).isEqualTo("tale7");
    int best = all.getFirst().item();
    assertThat(search.find("tale 7", item -> item != best, 9))
        .hasSize(9)
        .extracting(ScoredItem::item)
        .doesNotContain(best);
  }

  @Test
  void anItemIsFoundAsSoonAsItIsPut() {
    assertThat(search.search("moonlight", 5)).isEmpty();
    Item moonlight = item("moon", "Moonlight", "Drama");
    put(moonlight);
    assertThat(search.search("moonlight", 5)).containsExactly(moonlight);
    put(item("moon", "Sunlight", "Drama"));
    assertThat(search.search("moonlight", 5)).isEmpty();
  }

  @Test
  void aHiddenItemIsFoundByNobody() {
    put(hidden(item("alien", "Alien", "Horror")));
    assertThat(search.search("alien", 5)).extracting(Item::id).containsExactly("aliens");
  }

  @Test
  void whatLooksLikeAQueryLanguageIsWords() {
    for (String words : List.of("", "title:alien AND (", "\"alien", "*", "a".repeat(100_000))) {
      assertThat(search.search(words, 5)).hasSizeLessThanOrEqualTo(5);
    }
    assertThat(search.search("ALIEN (", 1))
        .hasSize(1)
        .isSortedAccordingTo(Comparator.comparing(Item::id));
  }
}

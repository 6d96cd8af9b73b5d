/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static dev.edgewise.recommend.catalogue.Samples.hidden;
import static dev.edgewise.recommend.catalogue.Samples.item;
import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Profile;
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
  private final ContentSearch search = fixture.sources.content();

  private void put(Item item) {
    catalogue.put(item);
    fixture.sources.put(item);
  }

  @Test
  void findsByWordsAndTraitsOfWhatWasLiked() {
    Profile profile = Samples.profile(catalogue, like("me", "alien", 0));
    Map<String, Double> found = fixture.find("content", profile, id -> !id.equals("alien"), 10);
    assertThat(found).containsKeys("aliens", "it");
    assertThat(found.get("it")).isGreaterThan(found.getOrDefault("heat", 0.0));
  }

  @Test
  void aDislikedGenreIsNotSearchedFor() {
    Profile profile = Samples.profile(catalogue, Samples.event("me", "alien", "dislike", 0));
    assertThat(fixture.find("content", profile)).isEmpty();
  }

  /** Half of all titles begin with this word, so a search for it would score all of them. */
  @Test
  void wordsThatManyItemsHaveTellNothingOfTaste() {
    for (int i = 0; i < 1500; i++) {
      List<String> genre = List.of("Genre " + i);
      put(new Item("tale" + i, "The tale " + (i / 2), "", genre, Map.of(), null, false));
    }
    Profile profile = Samples.profile(catalogue, like("me", "tale8", 0));
    assertThat(fixture.find("content", profile, id -> !id.equals("tale8"), 10))
        .containsOnlyKeys("tale9");
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

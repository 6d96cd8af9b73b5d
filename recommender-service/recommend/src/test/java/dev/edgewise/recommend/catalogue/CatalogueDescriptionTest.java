/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueDescriptionTest {
  @TempDir Path folder = Path.of("");

  private Path described(String json) throws IOException {
    Files.writeString(folder.resolve(CatalogueDescription.FILE), json);
    return folder.resolve("items.jsonl");
  }

  @Test
  void standsBesideTheItems() throws IOException {
    Path items =
        described(
            """
            {"name":"films","title":"Films","categories":"genre","source":"tweets",
             "values":{"rate":{"low":0,"high":10}},"attribution":"thanks",
             "trainingEnds":"2013-08-04T00:00:00Z","sources":{"ease":{"known":0.5,"stranger":0}}}
            """);
    assertThat(CatalogueDescription.beside(items))
        .isEqualTo(
            new CatalogueDescription(
                "films",
                "Films",
                "genre",
                "tweets",
                Map.of("rate", new CatalogueDescription.Scale(0, 10)),
                "thanks",
                Instant.parse("2013-08-04T00:00:00Z")));
  }

  @Test
  void describesTheWordsForAttributes() throws IOException {
    Path items =
        described(
            """
            {"name":"books","title":"Books","titles":{"ko":"책"},"noun":{"en":"book"},"attributes":{
             "author":{"is":{"en":"by {value}"},"which":{"en":"by {value}"},"many":{"en":"books by {value}"}},
             "mood":{"explain":"never","label":{"en":"mood"},"shown":{"en":"in a {value} mood"}},
             "category":{"values":{"ko":{"Horror":{"name":"공포","is":"공포 소설"}}}}}}
            """);
    CatalogueDescription description = CatalogueDescription.beside(items);
    assertThat(description.title("ko")).isEqualTo("책");
    assertThat(description.title("fr")).isEqualTo("Books");
    Wording wording = description.wording();
    Language english = Language.english();
    Language korean = Language.of("ko");
    assertThat(wording.noun(english)).isEqualTo("book");
    assertThat(wording.explain("mood", "warm")).isEqualTo(Wording.Explain.NEVER);
    assertThat(wording.explain("author", "Leila Lee")).isEqualTo(Wording.Explain.ALWAYS);
    assertThat(wording.phrase(english, "author", "Leila Lee"))
        .contains(
            new Wording.Phrase(
                "author", "Leila Lee", "by Leila Lee", "by Leila Lee", "books by Leila Lee"));
    assertThat(wording.phrase(korean, "category", "Horror").orElseThrow())
        .returns("공포 소설", Wording.Phrase::is)
        .returns(null, Wording.Phrase::many);
    assertThat(wording.phrase(korean, "category", "Gothic")).isEmpty();
    assertThat(wording.shown(english, "mood")).isEqualTo("in a {value} mood");
  }

  @Test
  void namesWhatIsWrongWithTheWords() throws IOException {
    Path explained =
        described("{\"name\":\"x\",\"attributes\":{\"mood\":{\"explain\":\"often\"}}}");
    assertThatThrownBy(() -> CatalogueDescription.beside(explained))
        .hasMessageContaining("attributes.mood.explain")
        .hasMessageContaining("always, special or never, not 'often'");
    Path misspelt = described("{\"name\":\"x\",\"attributes\":{\"mood\":{\"lable\":{}}}}");
    assertThatThrownBy(() -> CatalogueDescription.beside(misspelt)).hasMessageContaining("lable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"films", "shop"})
  void bundledCataloguesHaveKoreanWordsForEachKindAndTheme(String name) {
    Catalogue catalogue = Catalogue.read(Path.of("..", "catalogues", name, "items.jsonl.gz"));
    CatalogueDescription description = catalogue.description();
    for (Item item : catalogue.all()) {
      Map<String, String> named = new HashMap<>(item.attributes());
      named.keySet().retainAll(Set.of("theme", "setting", "mood", "type", "design"));
      item.categories().forEach(category -> named.put(description.categories(), category));
      named.forEach((attribute, value) -> {
        assertThat(description.wording().names(Language.of("ko"), attribute)).containsKey(value);
        assertThat(description.wording().phrase(Language.of("ko"), attribute, value)).isPresent();
      });
    }
  }

  @Test
  void isPlainWhenThereIsNone() {
    assertThat(CatalogueDescription.beside(folder.resolve("books.jsonl.gz")))
        .isEqualTo(CatalogueDescription.named("books"));
  }

  @Test
  void saysWhatIsWrongWithIt() throws IOException {
    Path upsideDown = described("{\"name\":\"x\",\"values\":{\"rate\":{\"low\":5,\"high\":1}}}");
    assertThatThrownBy(() -> CatalogueDescription.beside(upsideDown))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("catalogue.json: low 5.0 must be below high 1.0");
    Path flat = described("{\"name\":\"x\",\"values\":{\"rate\":0.5}}");
    assertThatThrownBy(() -> CatalogueDescription.beside(flat))
        .hasMessageContaining("values.rate: must be a JSON object, not a number");
    Path nameless = described("{}");
    assertThatThrownBy(() -> CatalogueDescription.beside(nameless))
        .hasMessageContaining("name: missing");
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

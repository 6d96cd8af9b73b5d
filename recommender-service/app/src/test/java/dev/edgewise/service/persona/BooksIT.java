/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.lab.evaluate.KnownTastes;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.RunningDemo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists follow known tastes on a catalogue that nobody prepared, with the default settings. */
class BooksIT {
  private static final Path BOOKS = Path.of("../lab/src/test/resources/books");
  private static final Path ITEMS = BOOKS.resolve("items.jsonl.gz");
  private static final Catalogue CATALOGUE = Catalogue.read(ITEMS);
  private static final int READERS = 250;

  @Test
  @Tag("full")
  void theFittedRankerFollowsKnownTastes(@TempDir Path folder) throws Exception {
    KnownTastes tastes = KnownTastes.read(BOOKS.resolve("truth.jsonl.gz"));
    String events = BOOKS.resolve("events.jsonl.gz").toString();
    try (RunningDemo demo =
        RunningDemo.start(folder, "--items", ITEMS.toString(), "--events", events)) {
      JsonNode learning = demo.awaitFit();
      KnownTastes.Figures figures = tastes.of(lists(demo, tastes, ""));
      assertThat(figures.liked()).as("%s, %s", figures, learning).isGreaterThanOrEqualTo(0.9);
      assertThat(figures.avoided()).as("%s, %s", figures, learning).isLessThanOrEqualTo(0.01);
      assertThat(figures.overlap()).as("%s, %s", figures, learning).isLessThanOrEqualTo(0.2);

      // what trends for everyone meets no taste, so the figures say something
      KnownTastes.Figures trending = tastes.of(lists(demo, tastes, "&placement=trending"));
      assertThat(trending.liked()).as("%s", trending).isLessThan(0.5);
      assertThat(trending.avoided()).as("%s", trending).isGreaterThan(0.01);
      assertThat(trending.overlap()).as("%s", trending).isGreaterThan(0.2);
    }
  }

  private static Map<String, List<Item>> lists(RunningDemo demo, KnownTastes tastes, String more)
      throws Exception {
    Map<String, List<Item>> lists = new LinkedHashMap<>();
    for (String reader : tastes.sample(READERS)) {
      List<Item> list = new ArrayList<>();
      JsonNode answer = demo.json("v1/recommendations/" + reader + "?limit=10" + more);
      for (JsonNode item : answer.path("items")) {
        list.add(CATALOGUE.find(item.path("id").asText()).orElseThrow());
      }
      lists.put(reader, list);
    }
    return lists;
  }
}

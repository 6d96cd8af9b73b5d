/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.SmallRatings;
import dev.edgewise.lab.evaluate.metric.Interval;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportsTest {
  @TempDir Path folder;

  private Path report = Path.of("");
  private Evaluation evaluation;

  @BeforeEach
  void evaluate() throws Exception {
    report = folder.resolve("report");
    Files.writeString(
        folder.resolve("catalogue.json"),
        "{\"name\":\"x\",\"title\":\"<script>alert('a & b')</script>\"}");
    evaluation = new SmallRatings(folder).run(report);
    Reports.write(evaluation, report);
  }

  @Test
  void theDocumentHoldsTheFigures() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report.resolve(Reports.JSON).toFile());
    assertThat(json.path("protocol").asText()).isEqualTo("temporal");
    assertThat(json.path("negatives").asText()).isEqualTo("all");
    assertThat(json.path("split").asText()).isEqualTo(String.valueOf(evaluation.split()));
    assertThat(json.path("events").asInt()).isEqualTo(900);
    JsonNode popular = json.path("rankers").path("most-popular");
    assertThat(popular.path("ndcg@10").asDouble()).isCloseTo(ndcg("most-popular"), within(1e-12));
    assertThat(popular.path("slices").path("5-19").path("users").asInt()).isPositive();
    assertThat(popular.path("intervals").path("ndcg@10")).hasSize(2);
    assertThat(popular.path("intervals").path("matched-auc")).hasSize(2);
    assertThat(popular.path("slices").path("rare-items").path("users").asInt()).isPositive();
    assertThat(popular.path("responsiveness").path("3").path("own").asDouble()).isPositive();
    assertThat(json.path("measured").path("personas").asInt()).isEqualTo(8);
    assertThat(json.has("ties")).isFalse();
    assertThat(json.path("stages").path("candidates@100").asDouble()).isPositive();
    assertThat(json.path("paired").get(0).fieldNames())
        .toIterable()
        .containsExactly("a", "b", "metric", "difference", "low", "high");
    assertThat(json.path("seconds").asDouble()).isPositive();
  }

  private double ndcg(String ranker) {
    Evaluation.Result result = evaluation.rankers().get(ranker);
    return result == null ? Double.NaN : result.metrics().getOrDefault("ndcg@10", Double.NaN);
  }

  @Test
  void thePageNeedsNothingElseAndEscapesWhatOthersWrote() throws Exception {
    String page = Files.readString(report.resolve(Reports.PAGE));
    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("@import")
        .doesNotContain("src=")
        .contains("&lt;script&gt;alert(&#39;a &amp; b&#39;)")
        .contains("prefers-color-scheme: dark")
        .contains(Tables.figure(ndcg("itemknn")));
    assertThat(page.split("<svg", -1)).hasSize(7);
  }

  @Test
  void tablesOfTextAreAligned() {
    String text = Reports.text(evaluation);
    List<String> rows =
        text.lines().filter(line -> line.matches("(random|recency|itemknn) .*")).limit(3).toList();
    assertThat(rows).hasSize(3);
    assertThat(rows).extracting(String::length).containsOnly(rows.getFirst().length());
    assertThat(text).contains("NDCG@10 by how many").contains("not told apart");
  }

  @Test
  void plotsAreWellFormed() throws Exception {
    Map<String, Interval> bars = new LinkedHashMap<>();
    bars.put("a<b", new Interval(0.2, 0.1, 0.3));
    bars.put("none", new Interval(0, 0, 0));
    assertThat(parsed(Plot.bars("x & y", bars)).getElementsByTagName("rect").getLength())
        .isEqualTo(2);
    Map<String, List<@Nullable Double>> lines = new LinkedHashMap<>();
    lines.put("one", Arrays.asList(0.1, null, 0.3));
    lines.put("two", Arrays.asList(null, null, null));
    Document plot = parsed(Plot.lines("l", List.of("@1", "@5", "@10"), lines, false));
    assertThat(plot.getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(parsed(Plot.funnel("f", Map.of("s", 0.5))).getElementsByTagName("rect").getLength())
        .isEqualTo(2);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}

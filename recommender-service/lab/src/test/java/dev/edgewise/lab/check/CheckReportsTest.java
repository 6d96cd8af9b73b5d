/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import static dev.edgewise.lab.check.CheckedFiles.event;
import static dev.edgewise.lab.check.CheckedFiles.found;
import static dev.edgewise.lab.check.CheckedFiles.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.lab.evaluate.SmallRatings;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckReportsTest {
  @TempDir Path folder;

  @Test
  void theSampleIsMeasuredAndSaidInWords() throws IOException {
    SmallRatings ratings = new SmallRatings(folder);
    CheckResult result =
        new CheckedFiles(folder).check(ratings.items(), ratings.events(), null, true);
    assertThat(result.evaluation().keySet())
        .containsExactly("trending", "popularity", "ease", "first-stage");
    assertThat(result.evaluation().get("first-stage")).containsKeys("ndcg@10", "coverage@10");
    assertThat(found(result, "sample-ranker").getFirst().text())
        .startsWith("Too few users came back")
        .contains("weighted by how well each did alone");
    assertThat(found(result, "sample").getFirst().text())
        .startsWith("Measured on 900 events")
        .contains("NDCG@10 says how high");
    assertThat(found(result, "quality").getFirst().text())
        .containsPattern("Personal lists|too small to tell")
        .doesNotContain("..");
    CheckReports.write(result, folder.resolve("report"));
    String page = Files.readString(folder.resolve("report").resolve(CheckReports.PAGE));
    assertThat(page).contains("<svg").contains("NDCG@10 by ranker");
  }

  @Test
  void tooFewEventsAreTooSmallToTell() throws IOException {
    CheckResult result = new CheckedFiles(folder).check(null, true);
    assertThat(result.evaluation()).isEmpty();
    assertThat(found(result, "quality").getFirst().text()).contains("too small to tell");
  }

  /** What is proposed must be readable, and mean what the defaults mean. */
  @Test
  void aDescriptionOfTheCatalogueIsProposed() throws IOException {
    CheckedFiles files = new CheckedFiles(folder);
    files.items(
        item(
            "a",
            ",\"categories\":[\"Horror\"],"
                + "\"attributes\":{\"author\":\"Leila Lee\",\"price\":\"9.50\",\"mood\":\"warm\"}"),
        item("b", ""));
    CheckResult result = files.check();
    Path report = folder.resolve("report");
    CheckReports.write(result, report);
    Wording proposed =
        CatalogueDescription.read(report.resolve(CatalogueDescription.FILE)).wording();
    Wording defaults = Wording.UNPREPARED;
    for (Language language : List.of(Language.english(), Language.of("ko"))) {
      for (String[] trait :
          new String[][] {{"author", "Leila Lee"}, {"category", "Horror"}, {"mood", "warm"}}) {
        assertThat(proposed.phrase(language, trait[0], trait[1]))
            .isEqualTo(defaults.phrase(language, trait[0], trait[1]));
        assertThat(proposed.explain(trait[0], trait[1]))
            .isEqualTo(defaults.explain(trait[0], trait[1]));
      }
    }
    assertThat(proposed.explain("price", "nine")).isEqualTo(Wording.Explain.NEVER);
    assertThat(CheckReports.text(result)).contains("A catalogue.json to start from", "\"author\"");
    assertThat(CheckReports.json(result)).contains("\"catalogue\"");

    Files.copy(report.resolve(CatalogueDescription.FILE), folder.resolve("catalogue.json"));
    assertThat(files.check().description()).isEmpty();
  }

  @Test
  void whatComesFromFilesIsTextOnThePage() throws IOException {
    CheckedFiles files = new CheckedFiles(folder);
    files.events(
        event("u", "a", "<script>alert('a & b')</script>"),
        event("u", "b", "like", ",\"u\\u001b[31mred\":1"));
    CheckResult result = files.check();
    Path report = folder.resolve("report");
    CheckReports.write(result, report);
    assertThat(Files.readString(report.resolve(CheckReports.PAGE)))
        .doesNotContain("<script")
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("src=")
        .contains("&lt;script&gt;alert(&#39;a &amp; b&#39;)")
        .contains("prefers-color-scheme: dark")
        .contains("width=device-width")
        .contains("<h1>" + result.verdict() + "</h1>");
    assertThat(CheckReports.text(result)).doesNotContain("\u001b");
    JsonNode json = new ObjectMapper().readTree(report.resolve(CheckReports.DOCUMENT).toFile());
    assertThat(json.path("ready").asBoolean()).isEqualTo(result.isReady());
    assertThat(json.path("verdict").asText()).isEqualTo(result.verdict());
    assertThat(json.path("sections").get(1).path("findings").findValuesAsText("id"))
        .contains("unknown-type");
  }

  @Test
  void theSummaryComesFirst() throws IOException {
    CheckedFiles files = new CheckedFiles(folder);
    files.events(event("u", "a", "lik"), event("v", "b", "like"));
    String text = CheckReports.text(files.check());
    assertThat(text).startsWith("Ready, with ").contains("\n\nMost important:\n1. ");
    assertThat(text.indexOf("Most important")).isLessThan(text.indexOf("\nItems\n"));
    assertThat(text.replaceAll("\\s+", " ")).contains("First in line 1: lik.");
    assertThat(text.lines().filter(line -> line.startsWith("- ")))
        .allMatch(line -> line.length() <= 96);
  }
}

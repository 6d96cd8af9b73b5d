/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.EdgewiseCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command with its quick evaluation: packaged in a process of its own, and on real catalogues.
 */
class CheckCommandIT {
  private static final Path CATALOGUES = Path.of("..", "catalogues");

  @TempDir Path folder;

  private record Ended(int status, String out, String err) {}

  private Ended packaged(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dedgewise.home=../..",
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "check"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void thePackagedCommandPrintsJsonAndWritesAPage() throws Exception {
    Path files = Path.of("src", "test", "resources", "check");
    Path report = folder.resolve("report");
    Ended ended =
        packaged(
            files.resolve("books-items.jsonl.gz").toString(),
            files.resolve("books-events.jsonl.gz").toString(),
            "--json",
            "--report",
            report.toString());
    assertThat(ended.status()).as(ended.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(ended.out());
    assertThat(json.path("ready").asBoolean()).isTrue();
    assertThat(json.path("sections")).hasSize(4);
    assertThat(json.path("evaluation").fieldNames())
        .toIterable()
        .contains("popularity", "trending", "ease", "first-stage");
    assertThat(text(json, "sample-ranker")).contains("less work than in the service");
    assertThat(text(json, "quality")).startsWith("Personal lists ");
    assertThat(ended.err()).contains("edgewise: read");
    assertThat(report.resolve("check.html")).content().contains("<svg");
  }

  /** Both in this process, since its compiled code makes the second run short. */
  @Tag("full")
  @ParameterizedTest
  @ValueSource(strings = {"films", "shop"})
  void bundledCataloguesAreReadyAndPersonalListsBeatPopularity(String name) throws IOException {
    Path files = CATALOGUES.resolve(name);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        EdgewiseCommand.run(
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "check",
            files.resolve("items.jsonl.gz").toString(),
            files.resolve("events.jsonl.gz").toString(),
            "--report",
            folder.toString());
    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    JsonNode json = new ObjectMapper().readTree(folder.resolve("check.json").toFile());
    assertThat(json.path("ready").asBoolean()).isTrue();
    assertThat(json.path("sections")).hasSize(4);
    assertThat(json.path("evaluation").fieldNames())
        .toIterable()
        .contains("popularity", "trending", "ease", "first-stage");
    assertThat(text(json, "sample-ranker"))
        .startsWith("The personal lists come from a ranker that was fitted to this sample");
    assertThat(text(json, "quality")).startsWith("Personal lists beat popularity on your data by ");
  }

  private static String text(JsonNode json, String finding) {
    for (JsonNode section : json.path("sections")) {
      for (JsonNode found : section.path("findings")) {
        if (found.path("id").asText().equals(finding)) {
          return found.path("text").asText();
        }
      }
    }
    return "";
  }
}

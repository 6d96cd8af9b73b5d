/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged command on the bundled catalogues, in a process of its own, as the launcher runs it.
 */
class CheckCommandIT {
  private static final Path CATALOGUES = Path.of("..", "catalogues");

  @TempDir Path folder;

  private record Ended(int status, String out, String err) {}

  private Ended check(String... arguments) throws IOException, InterruptedException {
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

  @ParameterizedTest
  @ValueSource(strings = {"films", "shop"})
  void bundledCataloguesAreReadyAndPersonalListsBeatPopularity(String name) throws Exception {
    Path files = CATALOGUES.resolve(name);
    Path report = folder.resolve("report");
    Ended ended =
        check(
            files.resolve("items.jsonl.gz").toString(),
            files.resolve("events.jsonl.gz").toString(),
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
    assertThat(text(json, "quality")).startsWith("Personal lists beat popularity on your data by ");
    assertThat(ended.err()).contains("edgewise: read");
    assertThat(report.resolve("check.html")).content().contains("<svg").contains("beat popularity");
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

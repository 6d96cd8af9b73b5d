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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged command on real catalogues, in a process of its own, as the launcher runs it. */
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
  void bundledCataloguesAreReady(String name) throws Exception {
    Path files = CATALOGUES.resolve(name);
    Ended ended =
        check(
            files.resolve("items.jsonl.gz").toString(),
            files.resolve("events.jsonl.gz").toString(),
            "--json");
    assertThat(ended.status()).as(ended.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(ended.out());
    assertThat(json.path("ready").asBoolean()).isTrue();
    assertThat(json.path("sections")).hasSize(4);
    assertThat(json.path("evaluation").fieldNames())
        .toIterable()
        .contains("popularity", "trending", "ease", "first-stage");
    assertThat(ended.err()).contains("edgewise: read");
  }

  @Test
  void aScaleIsLearntFromTheFileOrGiven() throws Exception {
    Path files = Path.of("src", "test", "resources", "check");
    String items = files.resolve("books-items.jsonl.gz").toString();
    String events = files.resolve("books-events.jsonl.gz").toString();
    Ended plain = check(items, events, "--no-evaluation");
    assertThat(plain.status()).as(plain.err()).isZero();
    assertThat(plain.out().replaceAll("\\s+", " "))
        .startsWith("Ready")
        .contains("ratings from 1 to 5, read on the scale 1 to 5 (the smallest usual scale")
        .contains("Korean")
        .contains("Romance");
    Path report = folder.resolve("report");
    Ended scaled =
        check(items, events, "--no-evaluation", "--scale", "1,5", "--report", report.toString());
    assertThat(scaled.out().replaceAll("\\s+", " "))
        .contains("read on the scale 1 to 5 (given with --scale)");
    assertThat(report.resolve("check.html")).content().contains("given with --scale");
    assertThat(report.resolve("check.json")).isNotEmptyFile();
  }

  @Test
  void badUsageAndFilesOfNoFormatAreSaidInOneLine() throws Exception {
    Path items = Files.writeString(folder.resolve("items.jsonl"), "{\"id\":\"1\",\"title\":\"A\"}");
    Path events = Files.writeString(folder.resolve("events.jsonl"), "[1]");
    Ended array = check(items.toString(), events.toString());
    assertThat(array.status()).isEqualTo(2);
    assertThat(array.err()).contains("events.jsonl, line 1: a JSON array");
    assertThat(array.out()).isEmpty();
    assertThat(check(items.toString()).err()).contains("EVENTS");
    assertThat(check(items.toString(), folder.resolve("none").toString()).status()).isEqualTo(2);
    Ended scale = check(items.toString(), events.toString(), "--scale", "5,1");
    assertThat(scale.status()).isEqualTo(2);
    assertThat(scale.err())
        .contains("--scale: a scale of ratings needs low < high, not 5.0 to 1.0");
    assertThat(check("--help").out()).contains("--no-evaluation").contains("Exit status");
  }
}

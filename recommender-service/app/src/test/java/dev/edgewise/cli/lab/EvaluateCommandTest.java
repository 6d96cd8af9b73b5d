/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.cli.EdgewiseCommand;
import dev.edgewise.lab.evaluate.SmallRatings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir Path folder;

  private List<String> files = List.of();

  @BeforeEach
  void files() {
    SmallRatings ratings = new SmallRatings(folder);
    files = List.of("--items", ratings.items().toString(), "--events", ratings.events().toString());
  }

  private int run(String... more) {
    said.reset();
    List<String> arguments = new ArrayList<>(List.of("evaluate"));
    arguments.addAll(files);
    arguments.addAll(List.of(more));
    return EdgewiseCommand.run(
        new PrintStream(said, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));
  }

  private String line() {
    return said.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void measuresAndLeavesAReport() {
    Path report = folder.resolve("report");
    assertThat(run("--rankers", "popularity,first-stage", "--report", report.toString())).isZero();
    assertThat(report.resolve("report.html")).isNotEmptyFile();
    assertThat(report.resolve("evaluation.json")).isNotEmptyFile();
  }

  @Test
  void theReportSaysWhatWasLeftOut() throws IOException {
    Path report = folder.resolve("report");
    String[] arguments = {"--rankers", "ease", "--report", report.toString(), "--without", "cold"};
    assertThat(run(arguments)).isZero();
    assertThat(report.resolve("evaluation.json")).content().contains("\"without\" : [ \"cold\" ]");
  }

  @Test
  void badUsageIsSaid() {
    assertThat(run("--rankers", "oracle")).isEqualTo(2);
    assertThat(line()).contains("oracle").contains("popularity");
    assertThat(run("--protocol", "later")).isEqualTo(2);
    assertThat(line()).contains("leave-one-out");
    assertThat(run("--negatives", "-3")).isEqualTo(2);
    assertThat(line()).contains("--negatives");
    assertThat(run("--from", "yesterday")).isEqualTo(2);
    assertThat(line()).contains("--from must be a time such as 2026-01-31T12:00:00Z");
    assertThat(run("--core", "-1")).isEqualTo(2);
    assertThat(line()).contains("--core");
    assertThat(run("--protocol", "leave-one-out", "--from", "2020-01-01T00:00:00Z")).isEqualTo(2);
    assertThat(line()).contains("temporal");
    assertThat(run("--from", "2030-01-01T00:00:00Z")).isEqualTo(2);
    assertThat(line()).contains("no user");
    assertThat(run("--without", "cold,warm")).isEqualTo(2);
    assertThat(line()).contains("--without: there is no part 'warm' to leave out; there are: cold");
    assertThat(run("--scale", "1")).isEqualTo(2);
    assertThat(line()).contains("--scale: a scale of ratings is the lowest and the highest rating");
    assertThat(run("--scale", "100,200")).isNotZero();
    assertThat(line()).contains("line").contains("outside the scale of ratings");
  }

  @Test
  void badInputIsSaid() throws Exception {
    Files.writeString(folder.resolve("ratings.dat"), "1::2::3\n");
    assertThat(run()).isEqualTo(2);
    assertThat(line()).contains("ratings.dat, line 1");
    files = List.of("--items", folder.resolve("movies.dat").toString());
    assertThat(run()).isEqualTo(2);
    assertThat(line()).contains("--items and --events");
    files = List.of("--items", "none", "--events", "none");
    assertThat(run()).isEqualTo(2);
    assertThat(line()).contains("none is no readable file");
  }
}

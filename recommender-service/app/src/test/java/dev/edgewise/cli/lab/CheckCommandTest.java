/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.cli.EdgewiseCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private final PrintStream standard = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(standard);
  }

  private int check(String... arguments) {
    out.reset();
    err.reset();
    return EdgewiseCommand.run(
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aScaleIsLearntFromTheFileOrGiven() {
    Path files = Path.of("src", "test", "resources", "check");
    String items = files.resolve("books-items.jsonl.gz").toString();
    String events = files.resolve("books-events.jsonl.gz").toString();
    assertThat(check(items, events, "--no-evaluation")).as(err()).isZero();
    assertThat(out())
        .startsWith("Ready")
        .contains("ratings from 1 to 5, read on the scale 1 to 5 (the smallest usual scale")
        .contains("Korean")
        .contains("Romance");
    Path report = folder.resolve("report");
    assertThat(
            check(
                items, events, "--no-evaluation", "--scale", "1,5", "--report", report.toString()))
        .isZero();
    assertThat(out()).contains("read on the scale 1 to 5 (given with --scale)");
    assertThat(report.resolve("check.html")).content().contains("given with --scale");
    assertThat(report.resolve("check.json")).isNotEmptyFile();
  }

  @Test
  void badUsageAndFilesOfNoFormatAreSaidInOneLine() throws IOException {
    Path items = Files.writeString(folder.resolve("items.jsonl"), "{\"id\":\"1\",\"title\":\"A\"}");
    Path events = Files.writeString(folder.resolve("events.jsonl"), "[1]");
    assertThat(check(items.toString(), events.toString())).isEqualTo(2);
    assertThat(err()).contains("events.jsonl, line 1: a JSON array").hasLineCount(1);
    assertThat(out()).isEmpty();
    assertThat(check(items.toString())).isEqualTo(2);
    assertThat(err()).contains("EVENTS").hasLineCount(1);
    assertThat(check(items.toString(), folder.resolve("none").toString())).isEqualTo(2);
    assertThat(check(items.toString(), events.toString(), "--scale", "5,1")).isEqualTo(2);
    assertThat(err())
        .contains("--scale: a scale of ratings needs low < high, not 5.0 to 1.0")
        .hasLineCount(1);
    assertThat(check("--help")).isZero();
    assertThat(out()).contains("--no-evaluation").contains("Exit status");
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.cli.EdgewiseCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FitCommandTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String... arguments) {
    String[] words = Stream.concat(Stream.of("fit"), Stream.of(arguments)).toArray(String[]::new);
    said.reset();
    return EdgewiseCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), words);
  }

  private String line() {
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    return text.strip();
  }

  @Test
  void itSaysWhatATimeLooksLike() {
    assertThat(run("--from", "yesterday")).isEqualTo(2);
    assertThat(line())
        .contains("--from must be a time such as 2026-01-31T12:00:00Z, not 'yesterday'");
  }

  @Test
  void itSaysWhenThereIsNoModel() {
    assertThat(run()).isEqualTo(2);
    assertThat(line()).contains("edgewise.model.archive names none");
  }

  @Test
  void itSaysWhenThereIsNoRedis() {
    assertThat(
            run(
                "--archive",
                "../../llm-ranker/models/films-small",
                "--redis",
                "redis://127.0.0.1:1"))
        .isEqualTo(1);
    assertThat(line()).contains("at Redis 127.0.0.1:1");
  }
}

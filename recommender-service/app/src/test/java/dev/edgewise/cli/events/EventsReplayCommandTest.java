/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.cli.EdgewiseCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventsReplayCommandTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String... arguments) {
    String[] words = new String[arguments.length + 2];
    words[0] = "events";
    words[1] = "replay";
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    said.reset();
    return EdgewiseCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), words);
  }

  private String line() {
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    return text.strip();
  }

  @Test
  void itMustBeToldOneThingToReplay() {
    assertThat(run()).isEqualTo(2);
    assertThat(line()).contains("--dead-letters", "--from");
    assertThat(run("--dead-letters", "--from", "2026-01-31T12:00:00Z")).isEqualTo(2);
    assertThat(line()).contains("--dead-letters", "--from");
  }

  @Test
  void itSaysWhatATimeLooksLike() {
    assertThat(run("--from", "yesterday")).isEqualTo(2);
    assertThat(line())
        .contains("--from must be a time such as 2026-01-31T12:00:00Z, not 'yesterday'");
  }

  @Test
  void itSaysWhatIsWrongWithTheConfiguration() {
    System.setProperty("edgewise.kafka.partitions", "many");
    try {
      assertThat(run("--dead-letters")).isEqualTo(2);
      assertThat(line()).contains("bad configuration", "edgewise.kafka.partitions", "many");
    } finally {
      System.clearProperty("edgewise.kafka.partitions");
    }
  }

  @Test
  void itSaysWhenThereIsNoRedis() {
    assertThat(run("--from", "2026-01-31T12:00:00Z", "--redis", "redis://127.0.0.1:1"))
        .isEqualTo(1);
    assertThat(line()).contains("at Redis 127.0.0.1:1");
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private long seconds;
  private final Progress progress =
      new Progress(
          new PrintStream(printed, true, StandardCharsets.UTF_8),
          "edgewise: ",
          () -> seconds * 1_000_000_000);

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aLineHasCountPercentageAndTimeLeft() {
    progress.say("record", 0, 400);
    seconds = 10;
    progress.say("record", 100, 400);
    assertThat(lines()).containsExactly("edgewise: record 100 of 400, 25 %, 30 s left");
  }

  @Test
  void linesComeAtMostEveryFiveSecondsAndAtTheEnd() {
    for (int i = 1; i <= 24; i++) {
      seconds = i / 2;
      progress.say("user", i, 24);
    }
    assertThat(lines())
        .extracting(line -> line.replaceAll(" of.*", ""))
        .containsExactly("edgewise: user 10", "edgewise: user 20", "edgewise: user 24");
    assertThat(lines().getLast()).isEqualTo("edgewise: user 24 of 24, 100 %");
  }

  @Test
  void nothingToDoPrintsNothing() {
    seconds = 60;
    progress.say("record", 0, 0);
    progress.say("events", 0, 0, 0);
    assertThat(lines()).isEmpty();
  }

  @Test
  void eachTaskHasItsOwnPace() {
    progress.say("first", 0, 10);
    seconds = 100;
    progress.say("first", 10, 10);
    progress.say("second", 0, 10);
    seconds = 110;
    progress.say("second", 5, 10);
    assertThat(lines().getLast()).isEqualTo("edgewise: second 5 of 10, 50 %, 10 s left");
  }

  @Test
  void aResumedTaskTellsWhereItGoesOn() {
    progress.sayEach("weight", 13, 20);
    progress.sayEach("weight", 14, 20);
    assertThat(lines()).containsExactly("edgewise: going on behind weight 12 of 20");
  }

  @Test
  void aTaskThatBeginsAtItsFirstUnitIsNotResumed() {
    progress.sayEach("weight", 1, 20);
    progress.sayEach("weight", 2, 20);
    assertThat(lines()).isEmpty();
  }

  @Test
  void aFileOfUnknownLengthIsCountedAndMeasuredInBytes() {
    progress.say("events sent:", 1_000, 512, 4_096);
    seconds = 5;
    progress.say("events sent:", 2_000, 1_024, 4_096);
    progress.say("events sent:", 9_000, 4_096, 4_096);
    assertThat(lines()).containsExactly("edgewise: events sent: 2,000, 25 %, 30 s left");
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final Instant NOON = TestEvents.NOON;

  private static Checkpoint.Mark mark(long second, long next) {
    return new Checkpoint.Mark(NOON.plusSeconds(second), next, 3);
  }

  @Test
  void withoutAnOldMarkReadingBeginsAtTheBeginning() {
    Checkpoint checkpoint = Checkpoint.none("t", 0).reached(mark(0, 10), MARGIN);
    assertThat(checkpoint.next()).isEqualTo(10);
    assertThat(checkpoint.start(MARGIN).next()).isZero();
  }

  @Test
  void whatWasAppliedDuringTheMarginIsReadAgainAndNotMuchMore() {
    Random random = new Random(1);
    Checkpoint checkpoint = Checkpoint.none("t", 0);
    long second = 0;
    for (int i = 0; i < 2000; i++) {
      second += random.nextInt(5);
      checkpoint = checkpoint.reached(mark(second, 10 * second), MARGIN);
      assertThat(checkpoint.next()).isEqualTo(10 * second);
      Checkpoint.Mark start = checkpoint.start(MARGIN);
      assertThat(start.next()).isLessThanOrEqualTo(Math.max(0, 10 * (second - 60)));
      assertThat(start.next()).isGreaterThanOrEqualTo(10 * (second - 60 - 60 / 8 - 10));
      assertThat(checkpoint.marks()).hasSizeLessThan(20);
    }
  }

  @Test
  void aReaderThatWentBackGoesOnFromThere() {
    Checkpoint checkpoint = Checkpoint.none("t", 0);
    for (int second = 0; second < 300; second += 10) {
      checkpoint = checkpoint.reached(mark(second, 10L * second), MARGIN);
    }
    checkpoint = checkpoint.reached(mark(300, 2500), MARGIN);
    assertThat(checkpoint.next()).isEqualTo(2500);
    assertThat(checkpoint.marks()).isSortedAccordingTo((a, b) -> Long.compare(a.next(), b.next()));
  }

  @Test
  void afterALostTailOffsetsAreNamedAnew() {
    Checkpoint checkpoint = Checkpoint.none("t", 2).reached(mark(0, 100), MARGIN).truncated(80);
    assertThat(checkpoint.next()).isZero();
    assertThat(checkpoint.position(79)).isEqualTo(new EventPosition("t", 2, 79));
    assertThat(checkpoint.position(80)).isEqualTo(new EventPosition("t~1", 2, 80));
    Checkpoint again = checkpoint.reached(mark(5, 90), MARGIN).truncated(70);
    assertThat(again.position(69)).isEqualTo(new EventPosition("t", 2, 69));
    assertThat(again.position(75)).isEqualTo(new EventPosition("t~2", 2, 75));
    assertThat(again.position(85)).isEqualTo(new EventPosition("t~2", 2, 85));
  }

  @Test
  void itsLineIsReadBack() {
    Checkpoint checkpoint =
        Checkpoint.none("t", 2)
            .reached(mark(0, 100), MARGIN)
            .truncated(80)
            .reached(mark(9, 85), MARGIN)
            .reached(new Checkpoint.Mark(NOON.plusSeconds(30), 90, -1), MARGIN);
    assertThat(Checkpoint.parse("t", 2, checkpoint.format())).isEqualTo(checkpoint);
    assertThat(Checkpoint.parse("t", 2, Checkpoint.none("t", 2).format()))
        .isEqualTo(Checkpoint.none("t", 2));
  }

  @Test
  void aBrokenLineIsSaid() {
    for (String line : new String[] {"1 m1", "1 e1", "1 m1:2:x", "1 ", "1 m::"}) {
      assertThatThrownBy(() -> Checkpoint.parse("t", 0, line))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a checkpoint");
    }
    assertThatThrownBy(() -> Checkpoint.parse("t", 0, "2 x")).hasMessageContaining("version '2'");
  }
}

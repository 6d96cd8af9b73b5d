/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayedOffsetsTest {
  @Test
  void itIsWrittenAsAnOffsetAndRanges() {
    ReplayedOffsets replayed = new ReplayedOffsets("t", 5);
    for (long offset : new long[] {5, 6, 9, 12, 11, 13}) {
      replayed.add(offset);
    }
    assertThat(replayed.first()).isEqualTo(7);
    assertThat(replayed.note()).isEqualTo("t 9 11-13");
    replayed.add(7);
    replayed.add(8);
    assertThat(replayed.first()).isEqualTo(10);
    assertThat(replayed.note()).isEqualTo("t 11-13");
  }

  @Test
  void anyOrderGivesTheSameAndComesBackFromItsNote() {
    Random random = new Random(4);
    for (int run = 0; run < 200; run++) {
      ReplayedOffsets replayed = new ReplayedOffsets("t", 0);
      BitSet model = new BitSet();
      for (int i = random.nextInt(60); i > 0; i--) {
        int offset = random.nextInt(80);
        replayed.add(offset);
        model.set(offset);
        replayed = ReplayedOffsets.parse("t", 0, replayed.first(), replayed.note());
      }
      assertThat(replayed.first()).isEqualTo(model.nextClearBit(0));
      for (int offset = 0; offset < 90; offset++) {
        assertThat(replayed.contains(offset)).as("%d", offset).isEqualTo(model.get(offset));
      }
    }
  }

  @Test
  void whatStoodBeforeTheBeginningNeedNotBeLookedAt() {
    ReplayedOffsets replayed = ReplayedOffsets.parse("t", 20, 5, "t 9 20-22 30");
    assertThat(replayed.first()).isEqualTo(23);
    assertThat(replayed.note()).isEqualTo("t 30");
  }

  @Test
  void anotherTopicsNoteIsNoHelp() {
    assertThat(ReplayedOffsets.parse("t", 3, 100, "u 120").first()).isEqualTo(3);
    assertThat(ReplayedOffsets.parse("t", 3, 100, "").first()).isEqualTo(3);
  }

  @Test
  void aNoteNeverGrowsBeyondWhatKafkaKeeps() {
    ReplayedOffsets replayed = new ReplayedOffsets("t", 0);
    for (long offset = 1; offset < 100_000; offset += 2) {
      replayed.add(offset);
    }
    assertThat(replayed.note()).hasSizeLessThan(4096).startsWith("t 1 3 5");
    ReplayedOffsets back = ReplayedOffsets.parse("t", 0, replayed.first(), replayed.note());
    assertThat(back.contains(3)).isTrue();
    assertThat(back.contains(99_999)).isFalse();
  }
}

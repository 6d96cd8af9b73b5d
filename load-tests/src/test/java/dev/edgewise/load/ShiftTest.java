/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftTest {
  /** Scores of 1, 0, -1 and so on in logits. */
  private static Ranking ranking(String... ids) {
    List<Ranking.Entry> entries = new ArrayList<>();
    for (String id : ids) {
      entries.add(
          new Ranking.Entry(
              new Candidate(id, id, List.of(), 1),
              1,
              1 / (1 + Math.exp(entries.size() - 1)),
              Ranking.RankedBy.MODEL));
    }
    return new Ranking(entries, Ranking.Tokens.NONE);
  }

  @Test
  void theSameIsNotApart() {
    Ranking same = ranking("a", "b", "c");
    assertThat(Shift.between(same, same)).isEqualTo(new Shift(1, 1, 0));
  }

  @Test
  void theReverseIsAsFarApartAsCanBe() {
    Shift shift = Shift.between(ranking("a", "b", "c"), ranking("c", "b", "a"));
    assertThat(shift.tau()).isEqualTo(-1);
    assertThat(shift.difference()).isCloseTo(4 / 3.0, within(1e-9));
  }

  @Test
  void onlyTheFirstTenCountAsOverlap() {
    List<String> one = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
    List<String> other = List.of("k", "b", "c", "d", "e", "f", "g", "h", "i", "j", "a", "l");
    assertThat(Shift.overlap(one, other)).isEqualTo(0.9);
  }
}

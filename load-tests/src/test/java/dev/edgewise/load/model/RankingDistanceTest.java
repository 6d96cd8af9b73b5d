/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.load.model.SafetySuite.RankingDistance;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingDistanceTest {
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
    assertThat(RankingDistance.between(same, same)).isEqualTo(new RankingDistance(1, 1, 0));
  }

  @Test
  void theReverseIsAsFarApartAsCanBe() {
    RankingDistance distance =
        RankingDistance.between(ranking("a", "b", "c"), ranking("c", "b", "a"));
    assertThat(distance.tau()).isEqualTo(-1);
    assertThat(distance.difference()).isCloseTo(4 / 3.0, within(1e-9));
  }

  @Test
  void onlyTheFirstTenCountAsOverlap() {
    List<String> one = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
    List<String> other = List.of("k", "b", "c", "d", "e", "f", "g", "h", "i", "j", "a", "l");
    assertThat(RankingDistance.overlap(one, other)).isEqualTo(0.9);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tests how many tokens the bundled model computes for a fixed request. Its time grows with them,
 * so the limits are the numbers of today: a longer prompt or more facts must be meant.
 */
class TokenCountTest {
  private static final Path FILMS = Path.of("models/films-small");

  @Test
  void aRequestComputesNoMoreTokens() {
    try (PhiRanker ranker = PhiRanker.open(FILMS)) {
      ranker.use(Blend.MODEL_ALONE);
      Ranking.Tokens first = tokens(ranker);
      Ranking.Tokens second = tokens(ranker);
      assertThat(first.prefix()).isBetween(1, 59);
      assertThat(second.computed()).isBetween(1, 454);
    }
  }

  private static Ranking.Tokens tokens(PhiRanker ranker) {
    List<Candidate> candidates = Samples.candidates(20, 1);
    return ranker
        .rank(new RankingRequest(Samples.reader(), candidates), Deadline.in(Duration.ofMinutes(1)))
        .tokens();
  }
}

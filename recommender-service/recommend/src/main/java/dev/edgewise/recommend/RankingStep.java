/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import org.jspecify.annotations.Nullable;

/** Ranks candidates, for a request or in the background. */
@FunctionalInterface
public interface RankingStep {
  /** A ranking; {@code problem} is why the model did not rank all of it, in one line, or null. */
  record Ranked(Ranking ranking, @Nullable String problem) {}

  Ranked rank(RankingRequest request);

  /** Whether it reads the candidates' facts and may wait for a model. */
  default boolean usesModel() {
    return true;
  }
}

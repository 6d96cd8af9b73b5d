/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ranks candidates, for a request or in the background. */
public interface RankingStep {
  /** A ranking; {@code problem} is why the model did not rank all of it, in one line, or null. */
  record Ranked(Ranking ranking, @Nullable String problem) {}

  Ranked rank(RankingRequest request);

  /** Whether it reads the candidates' facts and may wait for a model. */
  boolean usesModel();

  /** A step that ranks by a function that calls a ranker. */
  static RankingStep of(Ranker ranker, Function<RankingRequest, Ranked> function) {
    return new RankingStep() {
      @Override
      public Ranked rank(RankingRequest request) {
        return function.apply(request);
      }

      @Override
      public boolean usesModel() {
        return ranker.usesModel();
      }
    };
  }
}

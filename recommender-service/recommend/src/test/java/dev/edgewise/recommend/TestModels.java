/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.BlendedRanker;
import dev.edgewise.rank.FirstStageRanker;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.reason.TemplateReasons;

/** Models for tests, which are loaded immediately. */
public final class TestModels {
  private static final RankingModel.Loaded FIRST_STAGE = loaded(new FirstStageRanker());

  private TestModels() {}

  /** No model: the first stage ranks. */
  public static RankingModel none(String why) {
    return RankingModel.none(why, FIRST_STAGE);
  }

  /** A ranker in the place of a model. */
  public static RankingModel of(Ranker ranker) {
    return RankingModel.load(() -> loaded(ranker), FIRST_STAGE, Runnable::run);
  }

  /** A ranker with weights that can be replaced. */
  public static RankingModel blended(BlendedRanker ranker) {
    RankingModel.Loaded plain = loaded(ranker);
    return RankingModel.load(
        () -> new RankingModel.Loaded(plain.now(), plain.ahead(), ranker),
        FIRST_STAGE,
        Runnable::run);
  }

  private static RankingModel.Loaded loaded(Ranker ranker) {
    return RankingModel.Loaded.of(ranker, new TemplateReasons());
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.recommend.LoggedRanking;
import dev.edgewise.recommend.feedback.Attribution;
import dev.edgewise.recommend.feedback.RankingFeatures;
import dev.edgewise.recommend.feedback.Shows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedbackExampleTest {
  private static final ModelInfo MODEL = new ModelInfo("model", true, "hash", "1", "");

  private final Attribution attribution =
      new Attribution(SignalWeights.standard(), Duration.ofHours(1), 10, true);

  @Test
  void itsLogitIsTheSumOfItsContributions() {
    Blend blend = new Blend(0.8, 1.2, 0.6, 0.3, 0.5, 2, -1.5);
    Candidate candidate = new Candidate("a", "A", List.of(), 0.4, "", 0.02, 12);
    Map<String, Double> parts = new HashMap<>(blend.contributions(candidate, 0.7, -0.2));
    parts.put("fatigue", -0.3);
    LoggedRanking.Item logged =
        new LoggedRanking.Item(
            "a",
            3,
            1,
            "stored",
            0.5,
            1,
            Map.of(
                "firstStage",
                0.4,
                "popularity",
                0.02,
                "ageDays",
                12.0,
                "model",
                0.7,
                "prior",
                -0.2),
            parts);
    double[] read = RankingFeatures.read(logged);
    assertThat(read).hasSize(RankingFeatures.COUNT + 1);
    FeedbackExample example =
        new FeedbackExample(Shows.START, read, read[RankingFeatures.COUNT], 3, 1, false);
    assertThat(example.logit(blend))
        .isCloseTo(parts.values().stream().mapToDouble(Double::doubleValue).sum(), within(1e-12));
  }

  @Test
  void onlyWhatTheModelRankedAndSomebodyMayHaveSeenCounts() {
    attribution.shown(Shows.shown("r2", "ann", 5, "a", "b", "c"));
    attribution.shown(Shows.shown("r1", "bob", 0, "a", "b"));
    attribution.done(Shows.feedback("r2", "ann", "a", "impression", 6));
    attribution.done(Shows.feedback("r2", "ann", "b", "like", 6));
    List<FeedbackExample> examples = FeedbackExample.of(attribution.rankings(), MODEL);
    // all items of r1, which has no impressions; of r2 the items that were seen, so not c
    assertThat(examples)
        .extracting(FeedbackExample::liked)
        .containsExactly(false, false, false, true);
    assertThat(examples).extracting(FeedbackExample::position).containsExactly(1, 2, 1, 2);
    assertThat(
            FeedbackExample.of(
                attribution.rankings(), new ModelInfo("model", true, "other", "1", "")))
        .isEmpty();
    assertThat(
            FeedbackExample.of(
                attribution.rankings(), new ModelInfo("model", true, "hash", "2", "")))
        .isEmpty();
  }

  @Test
  void whatNoModelWasAskedOfHasNoFeatures() {
    LoggedRanking.Item logged =
        new LoggedRanking.Item(
            "a", 1, 1, "first-stage", 0.5, 1, Map.of("firstStage", 1.0), Map.of());
    assertThat(RankingFeatures.read(logged)).isNull();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import dev.edgewise.rank.Blend;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.recommend.feedback.FeedbackOutcome;
import dev.edgewise.recommend.feedback.RankingFeatures;
import dev.edgewise.recommend.feedback.RememberedRanking;
import dev.edgewise.recommend.feedback.RememberedRanking.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An item that was shown, and whether it was liked.
 *
 * @param time time of the ranking
 * @param features see {@link Blend#features}; the prior is NaN if it wasn't computed
 * @param offset an addition to the logit that is not part of the blend
 * @param position its position, from 1
 * @param propensity the probability of this position
 * @param liked whether it was liked
 */
@SuppressWarnings("ArrayRecordComponent") // read once; nobody compares two
record FeedbackExample(
    Instant time,
    double[] features,
    double offset,
    int position,
    double propensity,
    boolean liked) {
  /**
   * The items that this model ranked and that the user may have seen, the earliest first. If a
   * ranking has impressions, only items with an impression or another event count; otherwise all
   * items count.
   */
  static List<FeedbackExample> of(Collection<RememberedRanking> rankings, ModelInfo model) {
    List<FeedbackExample> examples = new ArrayList<>();
    for (RememberedRanking ranking : rankings) {
      boolean hasImpressions =
          ranking.places().stream().anyMatch(place -> place.has(FeedbackOutcome.IMPRESSION));
      for (Place place : ranking.places()) {
        double[] read = place.features();
        boolean own =
            place.maker().model().equals(model.hash()) && ranking.prompt().equals(model.prompt());
        if (read != null && own && (!hasImpressions || place.hasFeedback())) {
          examples.add(of(ranking, place, read));
        }
      }
    }
    examples.sort(Comparator.comparing(FeedbackExample::time));
    return examples;
  }

  private static FeedbackExample of(RememberedRanking ranking, Place place, double[] read) {
    return new FeedbackExample(
        ranking.time(),
        Arrays.copyOf(read, RankingFeatures.COUNT),
        read[RankingFeatures.COUNT],
        place.position(),
        place.propensity(),
        place.has(FeedbackOutcome.LIKED));
  }

  /** The weighted sum of its features; unknown features count as 0. */
  double sum(Map<String, Double> weights) {
    double sum = 0;
    for (int i = 0; i < RankingFeatures.COUNT; i++) {
      double weight = weights.getOrDefault(Blend.NAMES.get(i), 0.0);
      sum += weight == 0 || Double.isNaN(features[i]) ? 0 : weight * features[i];
    }
    return sum;
  }

  /** Its logit with these weights. */
  double logit(Blend blend) {
    return blend.slope() * sum(blend.weights()) + blend.bias() + offset;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import dev.edgewise.rank.Blend;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.recommend.feedback.Effect;
import dev.edgewise.recommend.feedback.RankingFeatures;
import dev.edgewise.recommend.feedback.RememberedRanking;
import dev.edgewise.recommend.feedback.RememberedRanking.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An item that was shown, and whether it was liked.
 *
 * @param time when it was shown
 * @param features what the blend's weights are multiplied by, see {@link Blend#features}; the prior
 *     is NaN where it wasn't computed
 * @param offset what was added to its logit beside the blend
 * @param position its place, from 1
 * @param propensity how likely it was to get this place
 * @param liked whether it was liked
 */
@SuppressWarnings("ArrayRecordComponent") // read once; nobody compares two
record Example(
    Instant time,
    double[] features,
    double offset,
    int position,
    double propensity,
    boolean liked) {
  /**
   * What this model ranked and somebody may have seen: where impressions are told of a ranking,
   * what had one or anything else; of other rankings all. The earliest first.
   */
  static List<Example> of(Collection<RememberedRanking> rankings, ModelInfo model) {
    List<Example> examples = new ArrayList<>();
    for (RememberedRanking ranking : rankings) {
      boolean told = ranking.places().stream().anyMatch(place -> place.has(Effect.IMPRESSION));
      for (Place place : ranking.places()) {
        double[] read = place.features();
        boolean own =
            place.maker().model().equals(model.hash()) && ranking.prompt().equals(model.prompt());
        if (read != null && own && (!told || place.met())) {
          examples.add(of(ranking, place, read));
        }
      }
    }
    examples.sort(Comparator.comparing(Example::time));
    return examples;
  }

  private static Example of(RememberedRanking ranking, Place place, double[] read) {
    double[] features = new double[RankingFeatures.COUNT];
    System.arraycopy(read, 0, features, 0, RankingFeatures.COUNT);
    return new Example(
        ranking.time(),
        features,
        read[RankingFeatures.COUNT],
        place.position(),
        place.propensity(),
        place.has(Effect.LIKED));
  }

  /** Its logit by these weights. */
  double logit(Blend blend) {
    Map<String, Double> weights = blend.weights();
    double sum = 0;
    for (int i = 0; i < RankingFeatures.COUNT; i++) {
      double weight = weights.getOrDefault(Blend.NAMES.get(i), 0.0);
      sum += weight == 0 || Double.isNaN(features[i]) ? 0 : weight * features[i];
    }
    return blend.slope() * sum + blend.bias() + offset;
  }
}

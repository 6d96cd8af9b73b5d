/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.feedback;

import dev.edgewise.rank.Blend;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.service.feedback.RememberedRanking.Place;
import dev.edgewise.service.recommend.Fatigue;
import dev.edgewise.service.recommend.LoggedRanking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  /** How many features the blend has. */
  static final int FEATURES = 5;

  /** The place of the prior among them. */
  static final int PRIOR = 2;

  /** The features of what was shown and behind them the offset; null where no model was asked. */
  static double @Nullable [] read(LoggedRanking.Item shown) {
    Map<String, Double> raw = shown.features();
    Double s = raw.get("model");
    Double firstStage = raw.get("firstStage");
    if (s == null || firstStage == null) {
      return null;
    }
    double[] read = new double[FEATURES + 1];
    int i = 0;
    for (double feature :
        Blend.features(
                firstStage,
                s,
                raw.getOrDefault("prior", Double.NaN),
                raw.getOrDefault("popularity", 0.0),
                raw.getOrDefault("ageDays", Double.NaN))
            .values()) {
      read[i++] = feature;
    }
    read[FEATURES] = shown.contributions().getOrDefault(Fatigue.NAME, 0.0);
    return read;
  }

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
    double[] features = new double[FEATURES];
    System.arraycopy(read, 0, features, 0, FEATURES);
    return new Example(
        ranking.time(),
        features,
        read[FEATURES],
        place.position(),
        place.propensity(),
        place.has(Effect.LIKED));
  }

  /** Its logit by these weights. */
  double logit(Blend blend) {
    Map<String, Double> weights = blend.weights();
    double sum = 0;
    for (int i = 0; i < FEATURES; i++) {
      double weight = weights.getOrDefault(Blend.NAMES.get(i), 0.0);
      sum += weight == 0 || Double.isNaN(features[i]) ? 0 : weight * features[i];
    }
    return blend.slope() * sum + blend.bias() + offset;
  }
}

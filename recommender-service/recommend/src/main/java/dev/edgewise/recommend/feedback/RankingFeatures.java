/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.rank.Blend;
import dev.edgewise.rank.order.Fatigue;
import dev.edgewise.recommend.LoggedRanking;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Reads the features of the score blend from a logged ranking. */
public final class RankingFeatures {
  public static final int COUNT = 5;

  /** The index of the prior among the features. */
  public static final int PRIOR = 2;

  private RankingFeatures() {}

  /** The features of a shown item followed by its offset; null when no model ranked the item. */
  public static double @Nullable [] read(LoggedRanking.Item shown) {
    Map<String, Double> raw = shown.features();
    Double s = raw.get("model");
    Double firstStage = raw.get("firstStage");
    if (s == null || firstStage == null) {
      return null;
    }
    DoubleStream features =
        Blend.features(
                firstStage,
                s,
                raw.getOrDefault("prior", Double.NaN),
                raw.getOrDefault("popularity", 0.0),
                raw.getOrDefault("ageDays", Double.NaN))
            .values()
            .stream()
            .mapToDouble(Double::doubleValue);
    double offset = shown.contributions().getOrDefault(Fatigue.NAME, 0.0);
    return DoubleStream.concat(features, DoubleStream.of(offset)).toArray();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.rank.Blend;
import dev.edgewise.rank.order.Fatigue;
import dev.edgewise.recommend.LoggedRanking;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the features of the blend from a logged ranking. */
public final class RankingFeatures {
  /** How many features the blend has. */
  public static final int COUNT = 5;

  /** The place of the prior among them. */
  public static final int PRIOR = 2;

  private RankingFeatures() {}

  /** The features of what was shown and behind them the offset; null where no model was asked. */
  public static double @Nullable [] read(LoggedRanking.Item shown) {
    Map<String, Double> raw = shown.features();
    Double s = raw.get("model");
    Double firstStage = raw.get("firstStage");
    if (s == null || firstStage == null) {
      return null;
    }
    double[] read = new double[COUNT + 1];
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
    read[COUNT] = shown.contributions().getOrDefault(Fatigue.NAME, 0.0);
    return read;
  }
}

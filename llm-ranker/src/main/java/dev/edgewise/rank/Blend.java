/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fitted weights that make one logit of what first stage and model say of an item, and the
 * calibration that makes it a probability: {@code slope * (firstStage * log x + model * s - prior *
 * b + popularity * log p + recency * 2^(-age / 30 days)) + bias}, with x the first stage's score, s
 * the model's answer behind the user's prefix, b the same branch's behind that of a user of whom
 * nothing is known, p the share of users who met the item lately.
 *
 * @param firstStage weight of the first stage's log score
 * @param model weight of the model's answer; may be zero
 * @param prior how much of the answer for an unknown user is taken off again; 0: it isn't computed
 * @param popularity weight of the log share
 * @param recency weight of the freshness
 * @param slope what the sum is multiplied by, above 0, so that the score is a probability
 * @param bias what is added in the end, to the same effect
 */
public record Blend(
    double firstStage,
    double model,
    double prior,
    double popularity,
    double recency,
    double slope,
    double bias) {
  /** The model's answer alone. */
  public static final Blend MODEL_ALONE = new Blend(0, 1, 0, 0, 0, 1, 0);

  /** The names of the weights, in their order. */
  public static final List<String> NAMES =
      Collections.unmodifiableList(
          Arrays.asList("firstStage", "model", "prior", "popularity", "recency", "slope", "bias"));

  private static final double LEAST_SCORE = 1e-9;
  private static final double LEAST_SHARE = 1e-4;
  private static final double HALF_LIFE_DAYS = 30;

  public Blend {
    if (!(slope > 0)) {
      throw new IllegalArgumentException("slope should be above 0, not " + slope);
    }
  }

  /** Without popularity, recency and slope. */
  public Blend(double firstStage, double model, double prior, double bias) {
    this(firstStage, model, prior, 0, 0, 1, bias);
  }

  /**
   * Takes the weights by their names; those missing are as in {@link #MODEL_ALONE}.
   *
   * @throws IllegalArgumentException naming one that there isn't, or that is no finite number
   */
  public static Blend of(Map<String, Double> weights) {
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      if (!NAMES.contains(weight.getKey()) || !Double.isFinite(weight.getValue())) {
        throw new IllegalArgumentException(
            weight.getKey() + " should be a finite number and one of " + NAMES);
      }
    }
    return new Blend(
        weights.getOrDefault("firstStage", MODEL_ALONE.firstStage),
        weights.getOrDefault("model", MODEL_ALONE.model),
        weights.getOrDefault("prior", MODEL_ALONE.prior),
        weights.getOrDefault("popularity", MODEL_ALONE.popularity),
        weights.getOrDefault("recency", MODEL_ALONE.recency),
        weights.getOrDefault("slope", MODEL_ALONE.slope),
        weights.getOrDefault("bias", MODEL_ALONE.bias));
  }

  /** The weights by their names. */
  public Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    double[] values = {firstStage, model, prior, popularity, recency, slope, bias};
    for (int i = 0; i < values.length; i++) {
      weights.put(NAMES.get(i), values[i]);
    }
    return weights;
  }

  /**
   * What each weight up to {@code recency} is multiplied by for an item, by the weights' names and
   * in their order: log x, s, -b, log p and the freshness.
   *
   * @param firstStageScore x, positive
   * @param s the model's answer
   * @param b its answer for an unknown user; NaN where it wasn't computed
   * @param popularity p
   * @param ageDays days since the item came out; NaN when unknown
   */
  public static Map<String, Double> features(
      double firstStageScore, double s, double b, double popularity, double ageDays) {
    Map<String, Double> features = new LinkedHashMap<>();
    features.put("firstStage", Math.log(Math.max(firstStageScore, LEAST_SCORE)));
    features.put("model", s);
    features.put("prior", -b);
    features.put("popularity", Math.log(popularity + LEAST_SHARE));
    features.put("recency", freshness(ageDays));
    return features;
  }

  /**
   * What each part adds to the logit of an item, by the weights' names; their sum is the logit.
   *
   * @param s the model's answer
   * @param b its answer for an unknown user; ignored when {@code prior} is 0
   */
  public Map<String, Double> contributions(Candidate candidate, double s, double b) {
    Map<String, Double> parts = new LinkedHashMap<>();
    Map<String, Double> weights = weights();
    features(candidate.firstStageScore(), s, b, candidate.popularity(), candidate.ageDays())
        .forEach((name, feature) -> {
          double weight = weights.getOrDefault(name, 0.0);
          if (weight != 0) {
            parts.put(name, slope * weight * feature);
          }
        });
    parts.put("bias", bias);
    return Collections.unmodifiableMap(parts);
  }

  private static double freshness(double ageDays) {
    return Double.isNaN(ageDays) ? 0 : Math.pow(2, -Math.max(0, ageDays) / HALF_LIFE_DAYS);
  }
}

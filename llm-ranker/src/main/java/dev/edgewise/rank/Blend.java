/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fitted weights that combine the first stage's score, the model's answer and item features
 * into one logit per item, calibrated so that its sigmoid is a probability: {@code slope *
 * (firstStage * log x + model * s - prior * b + popularity * log p + recency * 2^(-age / 30 days))
 * + bias}. Here x is the first stage's score, s is the model's answer behind the user's prefix, b
 * is the model's answer for the same branch behind the prefix of an unknown user, and p is the
 * share of users who interacted with the item recently.
 *
 * @param firstStage weight of the first stage's log score
 * @param model weight of the model's answer; may be zero
 * @param prior weight of the answer for an unknown user, which is subtracted; if it is 0, that
 *     answer isn't computed
 * @param popularity weight of the log share
 * @param recency weight of the freshness
 * @param slope calibration factor of the weighted sum, above 0
 * @param bias calibration constant that is added at the end
 */
public record Blend(
    double firstStage,
    double model,
    double prior,
    double popularity,
    double recency,
    double slope,
    double bias) {
  /** Keeps the order of the learned ranker; the model isn't asked. */
  public static final Blend RANKER_ALONE = new Blend(1, 0, 0, 0);

  /** Uses the model's answer alone. */
  public static final Blend MODEL_ALONE = new Blend(0, 1, 0, 0, 0, 1, 0);

  /** The names of the weights, in the order of the record's components. */
  public static final List<String> NAMES =
      List.of("firstStage", "model", "prior", "popularity", "recency", "slope", "bias");

  private static final double MIN_SCORE = 1e-9;
  private static final double MIN_SHARE = 1e-4;
  private static final double HALF_LIFE_DAYS = 30;

  public Blend {
    if (!(slope > 0)) {
      throw new IllegalArgumentException("slope should be above 0, not " + slope);
    }
  }

  /** A blend without popularity and recency, and with slope 1. */
  public Blend(double firstStage, double model, double prior, double bias) {
    this(firstStage, model, prior, 0, 0, 1, bias);
  }

  /**
   * Creates a blend from weights by name. A missing weight has its value of {@link #MODEL_ALONE}.
   *
   * @throws IllegalArgumentException when a name is unknown or a weight isn't a finite number; the
   *     message contains the name
   */
  public static Blend of(Map<String, Double> weights) {
    weights.forEach((name, weight) -> {
      if (!NAMES.contains(name) || !Double.isFinite(weight)) {
        throw new IllegalArgumentException(name + " should be a finite number and one of " + NAMES);
      }
    });
    Map<String, Double> all = MODEL_ALONE.weights();
    all.putAll(weights);
    double[] w = all.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Blend(w[0], w[1], w[2], w[3], w[4], w[5], w[6]);
  }

  /** Returns whether scores depend on the model's answers. */
  public boolean usesModel() {
    return model != 0 || prior != 0;
  }

  /** Returns the weights by name, in the order of {@link #NAMES}. */
  public Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    double[] values = {firstStage, model, prior, popularity, recency, slope, bias};
    for (int i = 0; i < values.length; i++) {
      weights.put(NAMES.get(i), values[i]);
    }
    return weights;
  }

  /**
   * Returns an item's features by the name of their weight: log x, s, -b, log p and the freshness,
   * in the order of {@link #NAMES} up to {@code recency}.
   *
   * @param firstStageScore x, positive
   * @param s the model's answer
   * @param b the model's answer for an unknown user; NaN if it wasn't computed
   * @param popularity p
   * @param ageDays days since the item's release; NaN if unknown
   */
  public static Map<String, Double> features(
      double firstStageScore, double s, double b, double popularity, double ageDays) {
    Map<String, Double> features = new LinkedHashMap<>();
    features.put("firstStage", Math.log(Math.max(firstStageScore, MIN_SCORE)));
    features.put("model", s);
    features.put("prior", -b);
    features.put("popularity", Math.log(popularity + MIN_SHARE));
    features.put("recency", freshness(ageDays));
    return features;
  }

  /**
   * Returns what each part adds to an item's logit, by the name of its weight. The sum of the parts
   * is the logit.
   *
   * @param s the model's answer
   * @param b the model's answer for an unknown user; ignored when {@code prior} is 0
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.edgewise.phi.ModelException;

/**
 * The fitted weights that make one logit of what first stage and model say: {@code firstStage *
 * log(x) + model * s - prior * b + bias}, with x the first stage's score, s the model's answer
 * behind the user's prefix and b the same branch's behind that of a user of whom nothing is known.
 *
 * @param firstStage weight of the first stage's log score
 * @param model weight of the model's answer
 * @param prior how much of the answer for an unknown user is taken off again; 0: it isn't computed
 * @param bias added in the end, so that the score is a probability
 */
record Blend(double firstStage, double model, double prior, double bias) {
  /** The model's answer alone. */
  static final Blend MODEL_ALONE = new Blend(0, 1, 0, 0);

  private static final double LEAST_SCORE = 1e-9;

  /**
   * Reads the weights from an archive's {@code ranking} object; those missing are as in {@link
   * #MODEL_ALONE}.
   */
  static Blend of(JsonObject ranking) {
    return new Blend(
        weight(ranking, "firstStage", MODEL_ALONE.firstStage),
        weight(ranking, "model", MODEL_ALONE.model),
        weight(ranking, "prior", MODEL_ALONE.prior),
        weight(ranking, "bias", MODEL_ALONE.bias));
  }

  private static double weight(JsonObject ranking, String name, double otherwise) {
    JsonElement value = ranking.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof JsonPrimitive number
        && number.isNumber()
        && Double.isFinite(number.getAsDouble())) {
      return number.getAsDouble();
    }
    throw new ModelException("ranking." + name + " in model.json should be a number, not " + value);
  }

  /** The logit of an item. */
  double logit(double firstStageScore, double s, double b) {
    double first =
        firstStage == 0 ? 0 : firstStage * Math.log(Math.max(firstStageScore, LEAST_SCORE));
    return first + model * s - (prior == 0 ? 0 : prior * b) + bias;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import com.google.gson.JsonObject;

/**
 * The description of a model in an archive's {@code model.json}.
 *
 * @param name the model's name
 * @param shape the model's sizes
 * @param trained whether the weights were trained; scores of an untrained model mean nothing
 * @param licence SPDX id of the weights' licence
 * @param promptVersion version of the prompt that the model was trained for; empty when it was not
 *     trained for one
 * @param limits longest prefix and branch
 * @param ranking data for ranking other than the weights, for example the weights of the fitted
 *     blend
 * @param notes training data, measured results and known limits
 */
public record ModelCard(
    String name,
    PhiShape shape,
    boolean trained,
    String licence,
    String promptVersion,
    Limits limits,
    JsonObject ranking,
    JsonObject notes) {

  /**
   * Lengths in tokens, each at least 1.
   *
   * @param prefix the longest prefix that prompts should use
   * @param branch the longest branch
   */
  public record Limits(int prefix, int branch) {
    public Limits {
      if (prefix < 1 || branch < 1) {
        throw new IllegalArgumentException(
            "Limits of prefix and branch must be above 0, not " + prefix + " and " + branch);
      }
    }

    /** A prefix of three quarters of a context, and branches of up to 128 tokens. */
    public static Limits within(int context) {
      return new Limits(Math.max(1, context * 3 / 4), Math.max(1, Math.min(128, context / 4)));
    }
  }

  public ModelCard {
    ranking = ranking.deepCopy();
    notes = notes.deepCopy();
    if (limits.prefix() + limits.branch() > shape.context()) {
      throw new IllegalArgumentException(
          String.format(
              "A prefix of %d and a branch of %d tokens don't fit a context of %d",
              limits.prefix(), limits.branch(), shape.context()));
    }
  }

  /** The card of a model with random weights. */
  public static ModelCard untrained(String name, PhiShape shape, Limits limits) {
    return new ModelCard(
        name, shape, false, "Apache-2.0", "", limits, new JsonObject(), new JsonObject());
  }

  /** The card of a model from elsewhere: trained, but not for this ranker's prompts. */
  public static ModelCard imported(String name, PhiShape shape, String licence) {
    Limits limits = Limits.within(shape.context());
    return new ModelCard(
        name, shape, true, licence, "", limits, new JsonObject(), new JsonObject());
  }

  /** This card with other ranking data and notes. */
  public ModelCard with(JsonObject newRanking, JsonObject newNotes) {
    return new ModelCard(
        name, shape, trained, licence, promptVersion, limits, newRanking, newNotes);
  }

  /** A copy of the ranking data, so callers can't change this card. */
  @Override
  public JsonObject ranking() {
    return ranking.deepCopy();
  }

  /** A copy of the notes, so callers can't change this card. */
  @Override
  public JsonObject notes() {
    return notes.deepCopy();
  }
}

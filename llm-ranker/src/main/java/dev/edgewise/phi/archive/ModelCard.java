/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import com.google.gson.JsonObject;

/**
 * What an archive says of its model, in {@code model.json}.
 *
 * @param name the model's name
 * @param shape its sizes
 * @param trained whether its weights were trained: an untrained one's scores mean nothing
 * @param licence SPDX id of the licence of its weights
 * @param promptVersion version of the prompt that it was trained for; empty when untrained
 * @param limits how long prefixes and branches may be
 * @param ranking what ranking needs beside the weights, for example those of the fitted blend
 * @param notes what it was trained on, what it was measured to do, what it can't
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
   * Lengths in tokens.
   *
   * @param prefix of the longest prefix that prompts should use
   * @param branch of the longest branch
   */
  public record Limits(int prefix, int branch) {
    public Limits {
      if (prefix < 1 || branch < 1) {
        throw new IllegalArgumentException(
            "Limits of prefix and branch must be above 0, not " + prefix + " and " + branch);
      }
    }

    /** Branches of up to 128 tokens behind a prefix of three quarters of a context. */
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

  /** A copy, so that nobody changes this card. */
  @Override
  public JsonObject ranking() {
    return ranking.deepCopy();
  }

  /** A copy, so that nobody changes this card. */
  @Override
  public JsonObject notes() {
    return notes.deepCopy();
  }
}

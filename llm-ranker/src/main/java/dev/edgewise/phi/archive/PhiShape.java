/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;

/**
 * The sizes of a Phi-3 model.
 *
 * @param vocab number of token ids
 * @param hidden width of the residual stream
 * @param layers number of blocks
 * @param heads number of query heads; the width of one head is {@code hidden / heads} and even
 * @param kvHeads number of key and value heads, a divisor of {@code heads}
 * @param ffn width of the gated feed-forward layer
 * @param rotary number of channels of a head that rotate with the position, even, at most its width
 * @param ropeTheta base of the rotary frequencies
 * @param tiedHead whether the embedding also serves as the output matrix
 * @param context largest number of positions, prefix and branch together
 * @param window number of positions that a token attends to, including its own; 0 means all
 */
public record PhiShape(
    int vocab,
    int hidden,
    int layers,
    int heads,
    int kvHeads,
    int ffn,
    int rotary,
    double ropeTheta,
    boolean tiedHead,
    int context,
    int window) {

  /** Vocabulary size of Phi-3-mini and Phi-3-medium. */
  public static final int PHI3_VOCAB = 32064;

  /** Epsilon of every RMS norm in Phi-3: it is added to the mean square before the root. */
  public static final double NORM_EPSILON = 1e-5;

  public PhiShape {
    boolean positive = vocab > 0 && hidden > 0 && layers > 0 && ffn > 0 && context > 0;
    require(positive, "vocab, hidden, layers, ffn and context should be above 0");
    require(heads > 0 && hidden % heads == 0, "heads should divide hidden");
    require((hidden / heads) % 2 == 0, "hidden / heads should be even");
    require(kvHeads > 0 && heads % kvHeads == 0, "kvHeads should divide heads");
    require(
        rotary > 0 && rotary % 2 == 0 && rotary <= hidden / heads,
        "rotary should be even and at most hidden / heads");
    require(
        ropeTheta > 0 && !Double.isInfinite(ropeTheta), "ropeTheta should be above 0 and finite");
    require(window >= 0, "window should be 0 or more");
  }

  /**
   * A small model with Phi-3's vocabulary, as many key as query heads, and a tied output matrix.
   */
  public static PhiShape small(int hidden, int layers, int heads, int ffn, int context) {
    return plain(PHI3_VOCAB, hidden, layers, heads, heads, ffn, true, context);
  }

  /** A model whose heads rotate all channels with base 10,000 and attend to all positions. */
  public static PhiShape plain(
      int vocab,
      int hidden,
      int layers,
      int heads,
      int kvHeads,
      int ffn,
      boolean tiedHead,
      int context) {
    int width = heads > 0 ? hidden / heads : 0;
    return new PhiShape(
        vocab, hidden, layers, heads, kvHeads, ffn, width, 10_000, tiedHead, context, 0);
  }

  /**
   * The shape of a published model: phi-3-mini-4k or phi-3-medium-4k.
   *
   * @throws ModelException when no model has this name
   */
  public static PhiShape named(String name) {
    return switch (name) {
      case "phi-3-mini-4k" ->
          new PhiShape(PHI3_VOCAB, 3072, 32, 32, 32, 8192, 96, 10_000, false, 4096, 2047);
      case "phi-3-medium-4k" ->
          new PhiShape(PHI3_VOCAB, 5120, 40, 40, 10, 17920, 128, 10_000, false, 4096, 2047);
      default ->
          throw new ModelException(
              "No shape " + name + "; supported are phi-3-mini-4k and phi-3-medium-4k");
    };
  }

  /** Number of channels of one head. */
  public int headWidth() {
    return hidden / heads;
  }

  /** Rows of the fused matrix of queries, keys and values. */
  int qkvRows() {
    return (heads + 2 * kvHeads) * headWidth();
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("Not a shape of a Phi-3 model: " + rule);
    }
  }
}

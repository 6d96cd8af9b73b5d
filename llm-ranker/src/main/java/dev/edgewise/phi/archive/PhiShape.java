/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;

/**
 * The sizes of a Phi-3 model.
 *
 * @param vocab number of token ids
 * @param hidden width of the residual stream
 * @param layers number of blocks
 * @param heads number of query heads; {@code hidden / heads} is the even width of one
 * @param kvHeads number of key and value heads, a divisor of {@code heads}
 * @param ffn width of the gated feed-forward layer
 * @param rotary how many channels of a head turn with the position, even, at most its width
 * @param ropeTheta base of the rotary frequencies
 * @param tiedHead whether the output matrix is the embedding
 * @param context number of positions, prefix and branch together
 * @param window how many positions, its own included, one can look back at; 0 when all
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

  /** Size of the vocabulary of Phi-3-mini and medium. */
  public static final int PHI3_VOCAB = 32064;

  /** Added to the mean square before its root is taken, in every norm of Phi-3. */
  public static final double NORM_EPSILON = 1e-5;

  public PhiShape {
    require(
        vocab > 0 && hidden > 0 && layers > 0 && ffn > 0 && context > 0, "a size is not above 0");
    require(heads > 0 && hidden % heads == 0, "heads doesn't divide hidden");
    require((hidden / heads) % 2 == 0, "hidden / heads is odd");
    require(kvHeads > 0 && heads % kvHeads == 0, "kvHeads doesn't divide heads");
    require(
        rotary > 0 && rotary % 2 == 0 && rotary <= hidden / heads,
        "rotary should be even and at most hidden / heads");
    require(ropeTheta > 0 && !Double.isInfinite(ropeTheta), "ropeTheta is not above 0");
    require(window >= 0, "window is below 0");
  }

  /** A small model with the vocabulary of Phi-3, plain attention heads and a tied output matrix. */
  public static PhiShape small(int hidden, int layers, int heads, int ffn, int context) {
    return plain(PHI3_VOCAB, hidden, layers, heads, heads, ffn, true, context);
  }

  /** A model whose heads turn whole, with base 10,000, and look back without limit. */
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
   * A model of the published family by name: phi-3-mini-4k, phi-3-medium-4k.
   *
   * @throws ModelException when there is none of this name
   */
  public static PhiShape named(String name) {
    return switch (name) {
      case "phi-3-mini-4k" ->
          new PhiShape(PHI3_VOCAB, 3072, 32, 32, 32, 8192, 96, 10_000, false, 4096, 2047);
      case "phi-3-medium-4k" ->
          new PhiShape(PHI3_VOCAB, 5120, 40, 40, 10, 17920, 128, 10_000, false, 4096, 2047);
      default ->
          throw new ModelException(
              "No shape " + name + "; known are phi-3-mini-4k and phi-3-medium-4k");
    };
  }

  /** Width of one head. */
  public int headWidth() {
    return hidden / heads;
  }

  /** Rows of the fused matrix of queries, keys and values. */
  int qkvRows() {
    return (heads + 2 * kvHeads) * headWidth();
  }

  private static void require(boolean holds, String wrong) {
    if (!holds) {
      throw new IllegalArgumentException("Not a shape of a Phi-3 model: " + wrong);
    }
  }
}

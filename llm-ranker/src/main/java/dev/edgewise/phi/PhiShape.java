/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/**
 * The sizes of a Phi-3 model.
 *
 * @param vocab number of token ids
 * @param hidden width of the residual stream
 * @param layers number of blocks
 * @param heads number of query heads; {@code hidden / heads} is the even width of one
 * @param kvHeads number of key and value heads, a divisor of {@code heads}
 * @param ffn width of the gated feed-forward layer
 * @param ropeTheta base of the rotary frequencies
 * @param tiedHead whether the output matrix is the embedding
 * @param context number of positions, prefix and branch together
 */
public record PhiShape(
    int vocab,
    int hidden,
    int layers,
    int heads,
    int kvHeads,
    int ffn,
    double ropeTheta,
    boolean tiedHead,
    int context) {

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
    require(ropeTheta > 0, "ropeTheta is not above 0");
  }

  /** A small model with the vocabulary of Phi-3, plain attention heads and a tied output matrix. */
  public static PhiShape small(int hidden, int layers, int heads, int ffn, int context) {
    return new PhiShape(PHI3_VOCAB, hidden, layers, heads, heads, ffn, 10_000, true, context);
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

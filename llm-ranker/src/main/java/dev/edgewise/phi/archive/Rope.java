/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;

/**
 * Rotary position embedding as an archive holds it, computed when it is written.
 *
 * <p>LongRoPE (Ding et al., 2024) divides each pair's frequency by a factor of its own, of which
 * there are two sets: one for texts within the context that the model was first trained with, one
 * for longer ones. Keys turned by one set can't be read by queries turned by the other.
 *
 * @param frequencies radians that one position turns each pair of channels by
 * @param stretched the same for texts longer than {@code original}
 * @param factor what cosine and sine are multiplied with; 1 but for stretched contexts
 * @param original the longest text, in tokens, that {@code frequencies} are for
 */
// Goes from its maker straight into a file; nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
public record Rope(float[] frequencies, float[] stretched, double factor, int original) {

  /** The plain one: theta^(-2i/rotary) for pair i (Su et al., RoFormer, 2021). */
  public static Rope plain(PhiShape shape) {
    float[] frequencies = new float[shape.rotary() / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) base(shape, i);
    }
    return new Rope(frequencies, frequencies, 1, shape.context());
  }

  /**
   * LongRoPE.
   *
   * @param shortFactors one for each pair of channels, for texts up to {@code original}
   * @param longFactors the same for longer texts
   * @param factor what cosine and sine are multiplied with; 0 for the model family's own formula,
   *     sqrt(1 + ln(context / original) / ln(original))
   * @throws ModelException when there isn't one factor for each pair
   */
  public static Rope stretched(
      PhiShape shape, float[] shortFactors, float[] longFactors, double factor, int original) {
    if (original < 1) {
      throw new ModelException("LongRoPE needs an original context above 0, not " + original);
    }
    double stretch = (double) shape.context() / original;
    double own = stretch <= 1 ? 1 : Math.sqrt(1 + Math.log(stretch) / Math.log(original));
    return new Rope(
        divided(shape, shortFactors),
        divided(shape, longFactors),
        factor > 0 ? factor : own,
        original);
  }

  private static float[] divided(PhiShape shape, float[] factors) {
    if (factors.length != shape.rotary() / 2) {
      throw new ModelException(
          String.format(
              "LongRoPE has %d factors, %d rotary channels need %d",
              factors.length, shape.rotary(), shape.rotary() / 2));
    }
    float[] frequencies = new float[factors.length];
    for (int i = 0; i < factors.length; i++) {
      frequencies[i] = (float) (base(shape, i) / factors[i]);
    }
    return frequencies;
  }

  private static double base(PhiShape shape, int pair) {
    return Math.pow(shape.ropeTheta(), -2.0 * pair / shape.rotary());
  }
}

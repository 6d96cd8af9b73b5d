/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;

/**
 * The frequencies of the rotary position embedding. An archive stores them.
 *
 * <p>LongRoPE (Ding et al., 2024) divides the frequency of each pair of channels by a factor. It
 * has two sets of factors: one for texts within the context of the first training, one for longer
 * texts. Queries rotated by one set don't match keys rotated by the other.
 *
 * @param frequencies rotation of each pair of channels in radians per position
 * @param stretched the frequencies for texts longer than {@code original}
 * @param factor factor of cosine and sine; 1 unless LongRoPE extends the context
 * @param original the longest text, in tokens, for {@code frequencies}
 */
// Instances are never compared, so arrays as components do no harm.
@SuppressWarnings("ArrayRecordComponent")
public record Rope(float[] frequencies, float[] stretched, double factor, int original) {

  /** The plain embedding: theta^(-2i/rotary) for pair i (Su et al., RoFormer, 2021). */
  public static Rope plain(PhiShape shape) {
    float[] frequencies = new float[shape.rotary() / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) base(shape, i);
    }
    return new Rope(frequencies, frequencies, 1, shape.context());
  }

  /**
   * The LongRoPE embedding.
   *
   * @param shortFactors a factor for each pair of channels, for texts up to {@code original}
   * @param longFactors a factor for each pair of channels, for longer texts
   * @param factor factor of cosine and sine; 0 stands for the formula of the Phi-3 family, sqrt(1 +
   *     ln(context / original) / ln(original))
   * @throws ModelException when the number of factors is not the number of pairs
   */
  public static Rope stretched(
      PhiShape shape, float[] shortFactors, float[] longFactors, double factor, int original) {
    if (original < 1) {
      throw new ModelException("LongRoPE needs an original context above 0, not " + original);
    }
    double stretch = (double) shape.context() / original;
    double formula = stretch <= 1 ? 1 : Math.sqrt(1 + Math.log(stretch) / Math.log(original));
    return new Rope(
        divided(shape, shortFactors),
        divided(shape, longFactors),
        factor > 0 ? factor : formula,
        original);
  }

  private static float[] divided(PhiShape shape, float[] factors) {
    if (factors.length != shape.rotary() / 2) {
      throw ModelException.of(
          "LongRoPE has %d factors, %d rotary channels need %d",
          factors.length, shape.rotary(), shape.rotary() / 2);
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** The choice of a token by its logits. Each sampler belongs to one text and may keep state. */
public interface Sampler {

  /**
   * Chooses a token.
   *
   * @param logits logits of the whole vocabulary; negative infinity for forbidden tokens
   */
  int choose(float[] logits);

  /** A sampler that chooses the likeliest token, the first of equals. */
  static Sampler greedy() {
    return logits -> {
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        if (logits[i] > logits[best]) {
          best = i;
        }
      }
      return best;
    };
  }
}

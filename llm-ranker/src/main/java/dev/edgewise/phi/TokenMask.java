/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** Says which tokens may come next, for example by a grammar. */
public interface TokenMask {
  /** Allows everything. */
  TokenMask ANY = (written, logits) -> {};

  /**
   * Forbids tokens.
   *
   * @param written what was written so far, without its start
   * @param logits of all tokens; those forbidden are set to negative infinity, at least one stays
   */
  void apply(int[] written, float[] logits);
}

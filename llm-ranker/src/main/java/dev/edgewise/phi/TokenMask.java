/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** A restriction on the next token of a text, for example by a grammar. */
public interface TokenMask {
  /** Allows every token. */
  TokenMask ANY = (written, logits) -> {};

  /**
   * Forbids tokens by setting their logits to negative infinity. At least one token must remain.
   *
   * @param written tokens generated so far, without the task's start
   * @param logits logits of the whole vocabulary, changed in place
   */
  void apply(int[] written, float[] logits);
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** A listener for generated tokens. The thread that called the model calls it. */
public interface TokenListener {
  /** Ignores all tokens. */
  TokenListener NONE = (text, token) -> {};

  /** Receives the next token of a text; texts are numbered from 0 in the order of the tasks. */
  void token(int text, int token);
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/** Hears tokens as they are written, on the thread that asked for them. */
public interface TokenListener {
  /** Listens to nothing. */
  TokenListener NONE = (text, token) -> {};

  /** A token of a text, which is counted from 0 as they were given. */
  void token(int text, int token);
}

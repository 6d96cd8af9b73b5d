/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import java.util.Arrays;

/** Tokens as the key of a map. */
final class TokenKey {
  private final int[] tokens;

  TokenKey(int[] tokens) {
    this.tokens = tokens.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenKey key && Arrays.equals(tokens, key.tokens);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import java.util.Arrays;

/** A map key made of tokens. Immutable. */
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.util.Arrays;

/** A growing list of token ids. Not thread-safe. */
final class TokenIds {
  private int[] ids = new int[32];
  private int size;

  void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  int[] toArray() {
    return Arrays.copyOf(ids, size);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The branches of one request, which are tokenized when they are needed.
 *
 * @param count how many there are
 * @param tokensOf returns a branch's tokens by its number, from 0
 * @param lengths the typical number of tokens of such branches
 */
record BranchSet(int count, IntFunction<int[]> tokensOf, TypicalLength lengths) {
  /** Returns the branches with these numbers. */
  List<int[]> tokens(int from, int to) {
    List<int[]> tokens = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int[] one = tokensOf.apply(i);
      lengths.learn(one.length);
      tokens.add(one);
    }
    return tokens;
  }

  int typicalLength() {
    return lengths.get();
  }
}

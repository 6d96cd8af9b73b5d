/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Converts traits to sorted numbers, so that many items can be compared. Not thread-safe. */
public final class TraitSets {
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Returns an item's traits as distinct numbers in ascending order. */
  public int[] of(List<String> traits) {
    return traits.stream()
        .mapToInt(trait -> numbers.computeIfAbsent(trait, n -> numbers.size()))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Returns the Jaccard index of two such sets, from 0 to 1; 0 if both are empty. */
  public static double jaccard(int[] one, int[] other) {
    int both = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      int difference = Integer.compare(one[i], other[j]);
      both += difference == 0 ? 1 : 0;
      i += difference <= 0 ? 1 : 0;
      j += difference >= 0 ? 1 : 0;
    }
    int all = one.length + other.length - both;
    return all == 0 ? 0 : (double) both / all;
  }
}

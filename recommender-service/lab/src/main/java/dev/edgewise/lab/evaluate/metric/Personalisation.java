/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** How different the lists of two users are: 1 minus the mean share of items that they share. */
final class Personalisation {
  /** All pairs are compared up to this number; of more pairs, this number is drawn. */
  static final int PAIRS = 10_000;

  private final List<Set<String>> lists;
  private double shared;
  private int compared;

  /** Compares lists without repetitions; empty ones are left out. */
  Personalisation(List<List<String>> lists) {
    this.lists =
        lists.stream().filter(list -> !list.isEmpty()).<Set<String>>map(HashSet::new).toList();
  }

  /** From 0, when all lists hold the same items, to 1; NaN for fewer than two lists. */
  double of(long seed) {
    int users = lists.size();
    if (users * (users - 1L) / 2 <= PAIRS) {
      for (int i = 0; i < users; i++) {
        for (int j = 0; j < i; j++) {
          compare(i, j);
        }
      }
    } else {
      SplittableRandom random = new SplittableRandom(seed);
      while (compared < PAIRS) {
        int i = random.nextInt(users);
        compare(i, (i + 1 + random.nextInt(users - 1)) % users);
      }
    }
    return compared == 0 ? Double.NaN : 1 - shared / compared;
  }

  /** The share is of the shorter list. */
  private void compare(int i, int j) {
    Set<String> one = lists.get(i);
    Set<String> other = lists.get(j);
    long common = one.stream().filter(other::contains).count();
    shared += common / (double) Math.min(one.size(), other.size());
    compared++;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;

/** Sums by item, for a row of neighbours; gone through without an object for each entry. */
final class Counts extends Int2DoubleOpenHashMap {
  private static final long serialVersionUID = 1;

  Counts() {}

  Counts(int expected) {
    super(expected);
  }

  /** What is done with an entry. */
  interface Each {
    void take(int item, double count);
  }

  void each(Each consumer) {
    if (containsNullKey) {
      consumer.take(0, value[n]);
    }
    for (int slot = 0; slot < n; slot++) {
      if (key[slot] != 0) {
        consumer.take(key[slot], value[slot]);
      }
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is left of the interactions that are no longer listed one by one.
 *
 * @param traits by trait, at most {@value #TRAITS}, the strongest kept
 * @param items by item, at most {@value #ITEMS}, the strongest kept
 * @param finished items that must not be recommended again, with the latest time of finishing, at
 *     most {@value #FINISHED}, the latest kept
 */
public record FoldedHistory(
    SortedMap<String, Tally> traits,
    SortedMap<String, Tally> items,
    SortedMap<String, Instant> finished) {
  static final int TRAITS = 512;
  static final int ITEMS = 256;
  static final int FINISHED = 1000;

  static final FoldedHistory NOTHING =
      new FoldedHistory(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public FoldedHistory {
    traits = Collections.unmodifiableSortedMap(new TreeMap<>(traits));
    items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    finished = Collections.unmodifiableSortedMap(new TreeMap<>(finished));
  }
}

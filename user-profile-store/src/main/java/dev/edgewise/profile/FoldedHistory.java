/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums that replace the interactions which a profile no longer lists one by one.
 *
 * @param traits sums by trait; the {@value #TRAITS} strongest are kept
 * @param items sums by item; the {@value #ITEMS} strongest are kept
 * @param finished the items that must not be recommended again, each with the latest time at which
 *     the user finished with it; the {@value #FINISHED} latest are kept
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

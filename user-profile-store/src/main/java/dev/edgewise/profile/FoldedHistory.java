/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What remains of the interactions that a profile no longer lists. A later opinion on the same item
 * replaces an earlier one, so the lists need at most one entry for each item.
 *
 * @param opinions the latest opinion on each item, oldest first, without keys; the {@value
 *     #OPINIONS} latest are kept
 * @param looks the latest neutral interaction with each item, likewise; the {@value #LOOKS} latest
 *     are kept
 * @param finished the items that must not be recommended again, each with the latest time at which
 *     the user finished with it; the {@value #FINISHED} latest are kept
 */
public record FoldedHistory(
    List<Interaction> opinions, List<Interaction> looks, SortedMap<String, Instant> finished) {
  static final int OPINIONS = 300;
  static final int LOOKS = 100;
  static final int FINISHED = 1000;

  static final FoldedHistory NOTHING = new FoldedHistory(List.of(), List.of(), new TreeMap<>());

  public FoldedHistory {
    opinions = List.copyOf(opinions);
    looks = List.copyOf(looks);
    finished = Collections.unmodifiableSortedMap(new TreeMap<>(finished));
  }
}

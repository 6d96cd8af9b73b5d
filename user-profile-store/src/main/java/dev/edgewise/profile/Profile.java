/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user, as of the events applied so far. Immutable.
 *
 * @param user the user's id
 * @param version how many times the profile has changed; 0 for a user never seen
 * @param interactions distinct events ever applied, not only those still listed
 * @param recent the latest interactions, oldest first, bounded by the store's rules
 * @param affinities forward-decayed liking by trait ({@code genre:Drama}), signed, as of {@code
 *     lastSeen}
 * @param seen items that must not be recommended again, bounded, the latest ones kept
 * @param watermarks for each {@code topicId/partition} the offset up to and including which events
 *     are applied
 * @param eventKeys hashes of source and id of the latest events: the deduplication window
 * @param firstSeen time of the earliest event, or null when none
 * @param lastSeen time of the latest event, or null when none
 * @param language BCP 47 tag for texts shown to the user
 */
public record Profile(
    String user,
    long version,
    long interactions,
    List<Interaction> recent,
    Map<String, Double> affinities,
    Set<String> seen,
    Map<String, Long> watermarks,
    List<Long> eventKeys,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    String language) {

  /** The profile of a user of whom nothing is known. */
  public static Profile empty(String user) {
    return new Profile(
        user, 0, 0, List.of(), Map.of(), Set.of(), Map.of(), List.of(), null, null, "en");
  }

  /** Whether anything was ever recorded of this user. */
  public boolean known() {
    return interactions > 0;
  }
}

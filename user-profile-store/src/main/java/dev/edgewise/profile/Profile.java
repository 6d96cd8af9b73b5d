/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user, as of the events applied so far. Immutable.
 *
 * @param user the user's id
 * @param version how many events have changed the profile; 0 for a user never seen
 * @param interactions distinct events ever applied, not only those still listed
 * @param recent the latest interactions, oldest first, at most {@value ProfileRules#RECENT}
 * @param forward signed liking by trait ({@code genre:Drama}), as a forward-decayed sum relative to
 *     {@code landmark}; {@link #affinities} gives it as of {@code lastSeen}
 * @param landmark the time that {@code forward} is relative to, or null when there was no event
 * @param finished items that must not be recommended again with the time of the latest event, at
 *     most {@value ProfileRules#FINISHED}, the latest ones kept
 * @param watermarks by {@code topicId/partition} the offset up to and including which events are
 *     applied
 * @param eventKeys hashes of source and id of the last {@value ProfileRules#WINDOW} events applied,
 *     oldest first: the deduplication window
 * @param firstSeen time of the earliest event, or null when there was none
 * @param lastSeen time of the latest event, or null when there was none
 * @param language BCP 47 tag for texts shown to the user
 */
public record Profile(
    String user,
    long version,
    long interactions,
    List<Interaction> recent,
    SortedMap<String, Double> forward,
    @Nullable Instant landmark,
    SortedMap<String, Instant> finished,
    SortedMap<String, Long> watermarks,
    List<Long> eventKeys,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    String language) {

  public Profile {
    recent = List.copyOf(recent);
    forward = Collections.unmodifiableSortedMap(new TreeMap<>(forward));
    finished = Collections.unmodifiableSortedMap(new TreeMap<>(finished));
    watermarks = Collections.unmodifiableSortedMap(new TreeMap<>(watermarks));
    eventKeys = List.copyOf(eventKeys);
  }

  /** The profile of a user of whom nothing is known. */
  public static Profile empty(String user) {
    return new Profile(
        user,
        0,
        0,
        List.of(),
        new TreeMap<>(),
        null,
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        null,
        null,
        "en");
  }

  /** Whether anything was ever recorded of this user. */
  public boolean known() {
    return interactions > 0;
  }

  /** Items that must not be recommended again. */
  public Set<String> seen() {
    return finished.keySet();
  }

  /**
   * Signed liking by trait, each event's part halved for every half-life up to {@code lastSeen}.
   */
  public SortedMap<String, Double> affinities() {
    SortedMap<String, Double> now = new TreeMap<>();
    if (landmark != null && lastSeen != null) {
      double decay = ProfileRules.decay(landmark, lastSeen);
      forward.forEach((trait, weight) -> now.put(trait, weight / decay));
    }
    return now;
  }

  /**
   * Whether every event up to and including this position is applied: of this user's events, since
   * others in the same partition leave no mark here.
   */
  public boolean covers(EventPosition position) {
    Long applied = watermarks.get(ProfileRules.partition(position));
    return applied != null && applied >= position.offset();
  }
}

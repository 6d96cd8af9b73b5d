/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records which events a profile has already applied, so that no event takes effect twice.
 *
 * @param watermarks the highest applied offset by {@code topicId/partition}
 * @param births the offset of the first applied event by {@code topicId/partition}; an earlier
 *     event of the user in the log means that the store lost an earlier profile
 * @param keys the {@link EventKey}s of the last {@value #KEYS} events that are not in the recent
 *     interactions, oldest first; together with the keys of the recent interactions they form the
 *     deduplication window
 * @param forgotten events up to this time have no effect any more, or null
 */
public record AppliedEvents(
    SortedMap<String, Long> watermarks,
    SortedMap<String, Long> births,
    List<Long> keys,
    @Nullable Instant forgotten) {
  public static final int KEYS = 156;
  static final AppliedEvents NOTHING =
      new AppliedEvents(new TreeMap<>(), new TreeMap<>(), List.of(), null);

  public AppliedEvents {
    watermarks = Collections.unmodifiableSortedMap(new TreeMap<>(watermarks));
    births = Collections.unmodifiableSortedMap(new TreeMap<>(births));
    keys = List.copyOf(keys);
  }

  /** Whether a profile with these watermarks and births began after an event at a position. */
  static boolean beganAfter(
      Map<String, Long> watermarks, Map<String, Long> births, EventPosition position) {
    Long birth = births.get(position.watermark());
    return birth != null && watermarks.size() == 1 && position.offset() < birth;
  }
}

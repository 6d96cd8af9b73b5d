/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By what a profile knows which events have had their effect.
 *
 * @param watermarks by {@code topicId/partition} the offset up to and including which events are
 *     applied
 * @param keys {@link EventKey}s of the last {@value #KEYS} events that aren't listed as recent
 *     interactions, oldest first: with those listed they are the deduplication window
 * @param forgotten events up to this time have no effect any more, or null
 */
public record AppliedEvents(
    SortedMap<String, Long> watermarks, List<Long> keys, @Nullable Instant forgotten) {
  public static final int KEYS = 156;
  static final AppliedEvents NOTHING = new AppliedEvents(new TreeMap<>(), List.of(), null);

  public AppliedEvents {
    watermarks = Collections.unmodifiableSortedMap(new TreeMap<>(watermarks));
    keys = List.copyOf(keys);
  }
}

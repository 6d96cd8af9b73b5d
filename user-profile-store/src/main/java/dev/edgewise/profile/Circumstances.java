/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of a user's events by hour of day and by device.
 *
 * @param hours number of events by hour of the day, 0 to 23, in UTC
 * @param devices number of events by device, as named in the event's context; after the first
 *     {@value #DEVICES} devices, all others share one counter
 */
public record Circumstances(SortedMap<Integer, Long> hours, SortedMap<String, Long> devices) {
  static final int DEVICES = 8;
  static final String OTHER = "other";
  public static final Circumstances NONE = new Circumstances(new TreeMap<>(), new TreeMap<>());

  public Circumstances {
    hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
  }
}

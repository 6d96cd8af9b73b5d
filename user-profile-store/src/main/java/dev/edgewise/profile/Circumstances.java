/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a person was about, and with what.
 *
 * @param hours events by the hour of their day, 0 to 23, in UTC
 * @param devices events by device, as their context names it; beyond {@value #DEVICES} of them the
 *     others are counted together
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

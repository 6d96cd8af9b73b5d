/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.observe;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.SignalWeights;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The scale of ratings of each source, for health: declared ones, and those of past ratings. */
@Singleton
public final class RatingsInUse {
  private static final int MOST = 20;

  private final SignalWeights signals;
  private final Map<String, String> scales = new TreeMap<>();

  RatingsInUse(SignalWeights signals) {
    this.signals = signals;
    signals.scales().forEach((source, scale) -> scales.put(source, scale.toString()));
  }

  /** Takes note of an event; keeps the first 20 sources. */
  public synchronized void record(Event event) {
    if (EventType.RATE.is(event) && signals.objection(event).isEmpty()) {
      String source = event.source();
      if (scales.containsKey(source) || scales.size() < MOST) {
        scales.put(source, signals.scale(event).toString());
      }
    }
  }

  /** Returns the scales in one line, for example {@code shop: 1 to 10; others: 1 to 5}. */
  public synchronized String describe() {
    return scales.entrySet().stream()
        .map(one -> one.getKey() + ": " + one.getValue() + "; ")
        .collect(Collectors.joining("", "", "others: " + signals.defaultScale()));
  }
}

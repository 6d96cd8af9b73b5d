/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a profile's recent history.
 *
 * @param item the item's id
 * @param type the event's type
 * @param time when it happened
 * @param value the event's value, in its source's scale: a rating, seconds of dwell
 * @param weight how much liking it shows, from -1 (rejected) to 1 (loved); 0 says nothing
 * @param traits the item's, as {@code attribute:value}, each once
 * @param key the event's {@link EventKey}; 0 when unknown
 */
public record Interaction(
    String item,
    String type,
    Instant time,
    @Nullable Double value,
    double weight,
    List<String> traits,
    long key) {

  public Interaction {
    traits = List.copyOf(traits);
  }

  /** One of which neither traits nor key are known. */
  public Interaction(
      String item, String type, Instant time, @Nullable Double value, double weight) {
    this(item, type, time, value, weight, List.of(), 0);
  }

  /** Whether the user is done with the item: it must not be recommended again. */
  public boolean finishes() {
    return SignalWeights.finishes(type, weight);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a profile's recent history.
 *
 * @param item the item's id
 * @param type the event's type
 * @param time the event's time
 * @param value the event's value in its source's scale, such as a rating or seconds of dwell
 * @param weight the event's weight, from -1 (rejected) to 1 (loved); 0 is neutral
 * @param traits the item's traits as {@code attribute:value}, without duplicates
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

  /** The order of time; interactions at the same time keep the order in which they arrived. */
  static final Comparator<Interaction> BY_TIME = Comparator.comparing(Interaction::time);

  public Interaction {
    traits = List.copyOf(traits);
  }

  /** An interaction without traits and key. */
  public Interaction(
      String item, String type, Instant time, @Nullable Double value, double weight) {
    this(item, type, time, value, weight, List.of(), 0);
  }

  /** Returns whether the event tells an opinion; see {@link EventType#isOpinion}. */
  public boolean opinion() {
    return EventType.isOpinion(type, value, weight);
  }

  /** Returns a copy without its key. */
  Interaction withoutKey() {
    return new Interaction(item, type, time, value, weight, traits, 0);
  }

  /**
   * Returns whether the user is finished with the item, so that it must not be recommended again. A
   * view, click, impression or search does not finish it.
   */
  public boolean finishes() {
    return type.equals(EventType.RATE.type()) || Math.abs(weight) >= 0.5;
  }
}

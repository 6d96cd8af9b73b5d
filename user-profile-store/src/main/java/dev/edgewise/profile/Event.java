/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One action of a user on an item. {@code source} and {@code id} together identify it: two
 * deliveries with the same pair are the same event.
 *
 * @param id unique within the source, not blank
 * @param source the system that sent the event, for example {@code web}; not blank
 * @param user the user whose profile the event changes, not blank
 * @param item the item, or an empty string for an event without one, such as a search
 * @param type the kind of action: view, click, read, like, dislike, hide, add, purchase, rate, ...
 * @param time the time of the action by the source's clock, truncated to milliseconds
 * @param value a rating, a number of seconds or a quantity; the source defines the scale
 * @param traits the item's traits at the time the event was accepted, as {@code attribute:value},
 *     for example {@code genre:Drama}; the event carries them so that a replay does not depend on
 *     today's catalogue
 * @param context further key-value pairs, for example {@code device=phone}
 */
public record Event(
    String id,
    String source,
    String user,
    String item,
    String type,
    Instant time,
    @Nullable Double value,
    List<String> traits,
    Map<String, String> context) {
  /** The greatest length of an id, source, user, item, type, trait and context key. */
  public static final int MAX_ID = 256;

  /** The greatest length of a value in the context. */
  public static final int MAX_TEXT = 1024;

  /** The greatest number of traits of an event. */
  public static final int MAX_TRAITS = 64;

  /** The greatest length of the traits of an item together. */
  public static final int MAX_TRAIT_TEXT = 2048;

  /** The greatest number of entries in the context of an event. */
  public static final int MAX_CONTEXT = 64;

  public Event {
    // The stored form has milliseconds. With finer times, results would depend on the batching.
    time = time.truncatedTo(ChronoUnit.MILLIS);
    traits = List.copyOf(traits);
    context = Map.copyOf(context);
  }

  /** Returns a copy of this event with another id. */
  public Event withId(String newId) {
    return new Event(newId, source, user, item, type, time, value, traits, context);
  }

  /** Returns a copy of this event at another time. */
  public Event at(Instant when) {
    return new Event(id, source, user, item, type, when, value, traits, context);
  }

  /** Returns a copy of this event with one more entry in its context. */
  public Event withContext(String key, String text) {
    Map<String, String> entries = new HashMap<>(context);
    entries.put(key, text);
    return new Event(id, source, user, item, type, time, value, traits, entries);
  }

  /**
   * Returns the traits by which catalogues and profiles know an item: of these, each once, the
   * first {@value #MAX_TRAITS} that have at most {@value #MAX_TRAIT_TEXT} characters together.
   */
  public static List<String> bounded(Collection<String> traits) {
    Set<String> kept = new LinkedHashSet<>();
    int left = MAX_TRAIT_TEXT;
    for (String trait : traits) {
      if (kept.size() == MAX_TRAITS || trait.length() > left) {
        break;
      }
      left -= kept.add(trait) ? trait.length() : 0;
    }
    return List.copyOf(kept);
  }

  /** Returns a copy of this event with these traits of its item. */
  public Event withTraits(List<String> newTraits) {
    return new Event(id, source, user, item, type, time, value, newTraits, context);
  }
}

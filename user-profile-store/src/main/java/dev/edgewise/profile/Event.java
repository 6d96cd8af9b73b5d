/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user did with an item, once. {@code source} and {@code id} together name it: the
 * same pair again is the same event, however often it is delivered.
 *
 * @param id unique within the source, not blank
 * @param source where it comes from, for example {@code web}; not blank
 * @param user whose profile it changes, not blank
 * @param item what it was done with; empty when it has none, as a search
 * @param type what was done: view, click, read, like, dislike, hide, add, purchase, rate, ...
 * @param time when it happened, by the source's clock, to the millisecond: finer digits are cut
 * @param value how much: a rating, seconds, a quantity; its scale belongs to the source
 * @param traits what was known of the item when the event was accepted, as {@code attribute:value},
 *     for example {@code genre:Drama}; carried by the event so that a replay doesn't depend on
 *     today's catalogue
 * @param context free circumstances, for example {@code device=phone}
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
  public Event {
    // What is stored has milliseconds; comparing finer ones would make batching show.
    time = time.truncatedTo(ChronoUnit.MILLIS);
    traits = List.copyOf(traits);
    context = Map.copyOf(context);
  }

  /** The same event at another time. */
  public Event at(Instant when) {
    return new Event(id, source, user, item, type, when, value, traits, context);
  }

  /** The same event with these traits of its item. */
  public Event withTraits(List<String> known) {
    return new Event(id, source, user, item, type, time, value, known, context);
  }
}

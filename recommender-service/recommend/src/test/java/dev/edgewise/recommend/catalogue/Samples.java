/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.store.InMemoryProfileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sample items, events and profiles. */
public final class Samples {
  /** The time of the first sample events. */
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  /** An item of one genre. */
  public static Item item(String id, String title, String genre) {
    return new Item(id, title, "", List.of(genre), Map.of("year", "2010"), null, false);
  }

  /** The same item, hidden. */
  public static Item hidden(Item item) {
    return new Item(
        item.id(),
        item.title(),
        item.titles(),
        item.text(),
        item.texts(),
        item.categories(),
        item.attributes(),
        item.published(),
        true);
  }

  /** A catalogue whose categories are genres. */
  public static Catalogue catalogue(Item... items) {
    Catalogue catalogue =
        new Catalogue(
            new CatalogueDescription("films", "Films", "genre", "test", Map.of(), "", null));
    for (Item item : items) {
      catalogue.put(item);
    }
    return catalogue;
  }

  /** A like this many hours after {@link #START}; its id contains user, item and hour. */
  public static Event like(String user, String item, int hour) {
    return event(user, item, "like", hour);
  }

  /** An event this many hours after {@link #START}; its id contains all arguments. */
  public static Event event(String user, String item, String type, int hour) {
    Instant time = START.plus(Duration.ofHours(hour));
    String id = user + " " + type + " " + item + " " + hour;
    return new Event(id, "test", user, item, type, time, null, List.of(), Map.of());
  }

  /** The profile after these events, which all belong to one user. */
  public static Profile profile(Catalogue catalogue, Event... events) {
    try (InMemoryProfileStore store = new InMemoryProfileStore(SignalWeights.standard())) {
      String user = events[0].user();
      List<PositionedEvent> positioned = new ArrayList<>();
      for (Event event : events) {
        EventPosition position = new EventPosition("samples", 0, positioned.size());
        positioned.add(new PositionedEvent(catalogue.enrich(event), position));
      }
      store.apply(user, positioned);
      return store.get(user);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes many events that differ in everything that a profile contains. */
public final class Publishing {
  private static final AtomicLong IDS = new AtomicLong();
  private static final List<String> TYPES = List.of("view", "like", "dislike", "purchase");

  private Publishing() {}

  /** Waits until all events are written; returns them with their positions. */
  public static List<PositionedEvent> many(EventPublisher to, String prefix, int users, int count) {
    Random random = new Random(IDS.get());
    List<Event> events = new ArrayList<>();
    List<CompletableFuture<EventPosition>> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long id = IDS.incrementAndGet();
      Event event =
          new Event(
              "e" + id,
              "test",
              prefix + random.nextInt(users),
              "item" + random.nextInt(50),
              TYPES.get(random.nextInt(TYPES.size())),
              TestEvents.TIME.plusSeconds(id),
              null,
              List.of("genre:" + random.nextInt(10)),
              Map.of());
      events.add(event);
      written.add(to.publish(event));
    }
    List<PositionedEvent> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new PositionedEvent(events.get(i), written.get(i).join()));
    }
    return all;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.events;

import dev.edgewise.ingest.EventPublisher;
import dev.edgewise.ingest.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.service.catalogue.Catalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Lets events in: checks them against catalogue and clock, adds what is known of their items, and
 * publishes them. Thread-safe.
 */
public final class EventDoor {
  private final Catalogue catalogue;
  private final EventPublisher publisher;
  private final InstantSource clock;
  private final Duration future;

  /**
   * A door to a log.
   *
   * @param future how far ahead of the clock an event's time may lie
   */
  public EventDoor(
      Catalogue catalogue, EventPublisher publisher, InstantSource clock, Duration future) {
    this.catalogue = catalogue;
    this.publisher = publisher;
    this.clock = clock;
    this.future = future;
  }

  /** What is wrong with an event that decoded well, in one line; empty when nothing is. */
  public Optional<String> objection(Event event) {
    if (event.time().isAfter(clock.instant().plus(future))) {
      return Optional.of(
          "time: "
              + event.time()
              + " lies more than "
              + future.toMinutes()
              + " minutes in the future; now is "
              + clock.instant());
    }
    if (catalogue.find(event.item()).isEmpty()) {
      return Optional.of(
          "item: the catalogue has no item '" + event.item() + "'; add it with PUT /v1/items/{id}");
    }
    return Optional.empty();
  }

  /** Begins to publish events to which there is no objection. */
  public Batch open() {
    return new Batch();
  }

  private record Sent(String user, CompletableFuture<EventPosition> position) {}

  /** Events on their way into the log. For one thread. */
  public final class Batch {
    private final List<Sent> sent = new ArrayList<>();

    private Batch() {}

    /** Adds an event, completed by what is known of its item. */
    public void add(Event event) {
      Event complete = catalogue.enrich(event);
      sent.add(new Sent(event.user(), publisher.publish(complete)));
    }

    /** How many were added. */
    public int size() {
      return sent.size();
    }

    /**
     * Returns when every event is in the log, with a name for where they stand.
     *
     * @throws IngestException when the log didn't take all of them: some may be in it, and sending
     *     all again is safe
     */
    public Optional<Token> await() {
      Map<String, EventPosition> positions = new LinkedHashMap<>();
      try {
        sent.forEach(one -> positions.put(one.user, one.position.join()));
      } catch (CompletionException e) {
        if (e.getCause() instanceof IngestException failed) {
          throw failed;
        }
        throw e;
      }
      return Token.of(positions);
    }
  }
}

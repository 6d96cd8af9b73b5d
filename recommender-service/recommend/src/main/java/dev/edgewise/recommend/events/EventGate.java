/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lets events in: checks them against catalogue and clock, adds what is known of their items, and
 * publishes each once, as many at a time as there is room for. Thread-safe.
 */
public final class EventGate {
  private static final int LONGEST_WINDOW = 2_000;

  private final Catalogue catalogue;
  private final EventLog log;
  private final InstantSource clock;
  private final Limits limits;
  private final EventsInFlight inFlight;
  private final RepeatedEvents repeats;
  private final LongAdder ahead = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder admitted = new LongAdder();
  private final LongAdder repeated = new LongAdder();

  /** A door to a log. */
  public EventGate(Catalogue catalogue, EventLog log, InstantSource clock, Limits limits) {
    this.catalogue = catalogue;
    this.log = log;
    this.clock = clock;
    this.limits = limits;
    this.inFlight = new EventsInFlight(limits.inFlight);
    this.repeats = new RepeatedEvents(limits.deduplication, System::nanoTime);
  }

  /**
   * What is let in.
   *
   * @param future how far ahead of the clock an event's time may lie
   * @param inFlight how many events may be on their way into the log at once, from 1
   * @param deduplication for how long an event sent again isn't published again
   * @param patience how long a stream waits for room or for the log
   */
  public record Limits(Duration future, int inFlight, Duration deduplication, Duration patience) {}

  /** What time it is here: that of events which come without one. */
  public Instant now() {
    return clock.instant();
  }

  /** What is wrong with an event that decoded well, in one line; empty when nothing is. */
  public Optional<String> objection(Event event) {
    Optional<String> objection = judge(event);
    objection.ifPresent(why -> refused.increment());
    return objection;
  }

  private Optional<String> judge(Event event) {
    if (ProfileRequest.isReserved(event.type())) {
      return Optional.of(
          "type: must not begin with '"
              + ProfileRequest.RESERVED
              + "', which is reserved for what a person asks of the own profile");
    }
    if (event.time().isAfter(clock.instant().plus(limits.future))) {
      ahead.increment();
      return Optional.of(
          "time: "
              + event.time()
              + " lies more than "
              + limits.future.toMinutes()
              + " minutes in the future; now is "
              + clock.instant());
    }
    if (!event.item().isEmpty() && catalogue.find(event.item()).isEmpty()) {
      return Optional.of(
          "item: the catalogue has no item '" + event.item() + "'; add it with PUT /v1/items/{id}");
    }
    return Optional.empty();
  }

  /** How many events were refused because they claimed to be from the future. */
  public long fromTheFuture() {
    return ahead.sum();
  }

  /** How many events were refused, those from the future included. */
  public long refused() {
    return refused.sum();
  }

  /** How many events were sent on their way. */
  public long admitted() {
    return admitted.sum();
  }

  /** How many events had been sent before, and weren't again. */
  public long repeated() {
    return repeated.sum();
  }

  /** How many events are on their way into the log. */
  public int underWay() {
    return inFlight.count();
  }

  /**
   * Begins to publish a request's events.
   *
   * @param most how many there will be at most
   * @throws BusyException when there is no room for so many
   * @throws IngestException when the log is known to be away
   */
  public EventBatch open(int most, EventBatch.FailureListener failures) {
    log.require();
    return new EventBatch(
        this::send, new Admission.Reserved(inFlight, most), Integer.MAX_VALUE, failures);
  }

  /**
   * Begins to publish the events of a stream, each of which waits until there is room for it.
   *
   * @throws BusyException when there is no room at all
   * @throws IngestException when the log is known to be away
   */
  public EventBatch stream(EventBatch.FailureListener failures) {
    log.require();
    int window = Math.clamp(inFlight.most() / 4, 1, LONGEST_WINDOW); // no stream shuts others out
    return new EventBatch(
        this::send, new Admission.Waiting(inFlight, log, limits.patience), window, failures);
  }

  /** Sends an event that was admitted; its place is free again once that is settled. */
  private RepeatedEvents.Taken send(Event event) {
    RepeatedEvents.Taken taken = repeats.take(event, () -> log.publish(catalogue.enrich(event)));
    (taken.repeated() ? repeated : admitted).increment();
    var _ = taken.position().whenComplete((position, failure) -> inFlight.leave(1));
    return taken;
  }
}

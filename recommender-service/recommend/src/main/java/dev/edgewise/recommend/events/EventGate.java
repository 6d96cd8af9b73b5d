/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.SimilarName;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Accepts events: checks them against catalogue, clock and scale of ratings, adds the traits of
 * their items, and publishes each once. Limits how many are in flight. Thread-safe.
 */
public final class EventGate {
  private static final int LONGEST_WINDOW = 2_000;

  private static final List<String> TYPES =
      Stream.of(EventType.values()).map(EventType::type).toList();

  private final Catalogue catalogue;
  private final SignalWeights signals;
  private final SortedMap<String, Double> ownTypes;
  private final EventLog log;
  private final InstantSource clock;
  private final Limits limits;
  private final EventsInFlight inFlight;
  private final RepeatedEvents repeats;
  private final LongAdder fromTheFuture = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder admitted = new LongAdder();
  private final LongAdder repeated = new LongAdder();

  public EventGate(
      Catalogue catalogue,
      SignalWeights signals,
      EventLog log,
      InstantSource clock,
      Limits limits) {
    this.catalogue = catalogue;
    this.signals = signals;
    this.ownTypes = Collections.unmodifiableSortedMap(signals.ownTypes());
    this.log = log;
    this.clock = clock;
    this.limits = limits;
    this.inFlight = new EventsInFlight(limits.inFlight);
    this.repeats = new RepeatedEvents(limits.deduplication, System::nanoTime);
  }

  /**
   * The limits for events.
   *
   * @param future how far an event's time may lie in the future
   * @param inFlight how many events may be in flight at once, from 1
   * @param deduplication how long a repeated event is recognised and not published again
   * @param turn how long a request waits for room, which others may have taken
   * @param patience how long each event of a stream waits for room or for the log
   */
  public record Limits(
      Duration future, int inFlight, Duration deduplication, Duration turn, Duration patience) {}

  /** The current time, which events without a time get. */
  public Instant now() {
    return clock.instant();
  }

  /** What is wrong with a decoded event, in one line; empty when it is valid. */
  public Optional<String> objection(Event event) {
    Optional<String> objection = check(event);
    objection.ifPresent(why -> refused.increment());
    return objection;
  }

  private Optional<String> check(Event event) {
    if (ProfileRequest.isReserved(event.type())) {
      return Optional.of(
          "type: must not begin with '%s', which is reserved for privacy requests"
              .formatted(ProfileRequest.RESERVED));
    }
    if (!signals.knows(event.type())) {
      String type = JsonFields.quote(event.type());
      return Optional.of(
          "type: '%s' is not known here; for a type of your own set edgewise.events.weights.%s; %s"
              .formatted(type, type, SimilarName.hint(event.type(), TYPES)));
    }
    if (event.time().isAfter(clock.instant().plus(limits.future))) {
      fromTheFuture.increment();
      return Optional.of(
          "time: %s lies more than %d minutes in the future; now is %s"
              .formatted(event.time(), limits.future.toMinutes(), clock.instant()));
    }
    if (!event.item().isEmpty() && catalogue.find(event.item()).isEmpty()) {
      return Optional.of(
          "item: the catalogue has no item '" + event.item() + "'; add it with PUT /v1/items/{id}");
    }
    return signals.objection(event).map(wrong -> wrong.field() + ": " + wrong.why());
  }

  /**
   * The profile of a user who did only this, oldest first: the same as if the events had been
   * published. Publishes and stores nothing.
   *
   * @param events of this user, without objections
   */
  public Profile profile(String user, List<Event> events) {
    List<PositionedEvent> log = new ArrayList<>();
    for (Event event : events) {
      EventPosition position = new EventPosition("", 0, log.size());
      log.add(new PositionedEvent(catalogue.enrich(event), position));
    }
    return new ProfileRules(signals).apply(Profile.empty(user), log);
  }

  /** The weights of the service's own types of events, by name. */
  public SortedMap<String, Double> ownTypes() {
    return ownTypes;
  }

  /** How many events were refused because their time lay too far in the future. */
  public long fromTheFuture() {
    return fromTheFuture.sum();
  }

  /** How many events were refused, including those from the future. */
  public long refused() {
    return refused.sum();
  }

  /** How many events were published. */
  public long admitted() {
    return admitted.sum();
  }

  /** How many events had been sent before, and were not published again. */
  public long repeated() {
    return repeated.sum();
  }

  /** How many events are in flight. */
  public int underWay() {
    return inFlight.count();
  }

  /**
   * Starts to publish the events of a request.
   *
   * @param most the largest number of events in the request
   * @throws BusyException when there is no room for this number in time
   * @throws IngestException when the log is known to be unreachable
   */
  public EventBatch open(int most, EventBatch.FailureListener failures) {
    log.require();
    return new EventBatch(
        this::send,
        new Admission.Reserved(inFlight, most, limits.turn),
        Integer.MAX_VALUE,
        failures);
  }

  /**
   * Starts to publish the events of a stream; each event waits until there is room for it.
   *
   * @throws BusyException when there is no room at all in time
   * @throws IngestException when the log is known to be unreachable
   */
  public EventBatch stream(EventBatch.FailureListener failures) {
    log.require();
    int window = Math.clamp(inFlight.most() / 4, 1, LONGEST_WINDOW); // leaves room for others
    return new EventBatch(
        this::send,
        new Admission.Waiting(inFlight, log, limits.turn, limits.patience),
        window,
        failures);
  }

  /** Publishes an admitted event, which occupies room until the log has taken or refused it. */
  private RepeatedEvents.Taken send(Event event) {
    RepeatedEvents.Taken taken = repeats.take(event, () -> log.publish(catalogue.enrich(event)));
    (taken.repeated() ? repeated : admitted).increment();
    var _ = taken.position().whenComplete((position, failure) -> inFlight.leave(1));
    return taken;
  }
}

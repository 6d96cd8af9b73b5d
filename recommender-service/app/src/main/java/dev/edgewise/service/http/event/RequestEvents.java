/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.recommend.events.EventBatch;
import dev.edgewise.recommend.events.EventGate;
import dev.edgewise.recommend.events.ReadToken;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.Problems;
import dev.edgewise.service.http.request.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Publishes the events of one request and collects the response. For one thread. */
final class RequestEvents implements AutoCloseable {
  /** No event has fewer bytes, since it needs a user, a time and more. */
  private static final int SHORTEST_LINE = 48;

  private static final Problem TOO_SHORT =
      Problem.Kind.BAD_EVENT.of("a line of fewer than " + SHORTEST_LINE + " bytes is no event");

  private final EventGate gate;
  private final EventForm form;
  private final Rejections rejections = new Rejections();
  private final EventBatch batch;
  private final SortedMap<String, Double> ownTypes = new TreeMap<>();
  private final SortedSet<String> typesWithValue = new TreeSet<>();
  private long next;

  private RequestEvents(
      EventGate gate, EventForm form, Function<EventBatch.FailureListener, EventBatch> opening) {
    this.gate = gate;
    this.form = form;
    this.batch = opening.apply((i, why) -> rejections.add(i, Problems.unavailable(why)));
  }

  /** Opens a batch for a request with at most this number of events. */
  static RequestEvents of(EventGate gate, EventForm form, int most) {
    return new RequestEvents(gate, form, rejections -> gate.open(most, rejections));
  }

  static RequestEvents ofStream(EventGate gate, EventForm form) {
    return new RequestEvents(gate, form, gate::stream);
  }

  /** Publishes or rejects the next part of the body. */
  void take(JsonBody.Part part) {
    JsonBody.giveWay(next);
    JsonNode json = part.json();
    Problem problem = part.problem();
    if (json != null) {
      take(() -> form.read(json, gate.now()));
    } else if (problem != null) {
      reject(problem);
    }
  }

  /**
   * Publishes or rejects the next line of a stream. Once the list of rejected events is full, lines
   * that are too short for an event are counted without being read: a body has very many of them.
   */
  void takeLine(byte[] line) {
    if (line.length < SHORTEST_LINE && rejections.full()) {
      JsonBody.giveWay(next);
      reject(TOO_SHORT);
    } else {
      take(JsonBody.line(line));
    }
  }

  @FunctionalInterface
  interface Reading {
    Event read() throws BadEventException;
  }

  /** Publishes the next event, or rejects it when it can't be read or isn't valid. */
  void take(Reading reading) {
    try {
      Event event = reading.read();
      String objection = gate.objection(event).orElse(null);
      if (objection == null) {
        batch.add(next++, event);
        Double weight = gate.ownTypes().get(event.type());
        if (weight != null) {
          ownTypes.put(event.type(), weight);
        }
        if (event.value() != null && !EventType.RATE.is(event)) {
          typesWithValue.add(event.type());
        }
      } else {
        reject(Problem.Kind.BAD_EVENT.of(objection));
      }
    } catch (BadEventException e) {
      reject(Problem.Kind.BAD_EVENT.of(String.valueOf(e.getMessage())));
    }
  }

  /** How many events were rejected so far. */
  long rejected() {
    return rejections.count();
  }

  void reject(Problem problem) {
    rejections.add(next++, problem);
  }

  /**
   * The result of a request.
   *
   * @param accepted the response
   * @param whole whether Kafka has acknowledged all accepted events
   */
  record Result(AcceptedBody accepted, boolean whole) {}

  /**
   * Waits until Kafka has acknowledged or refused each event.
   *
   * @throws IngestException when Kafka has acknowledged none of the valid events
   */
  Result finish() {
    EventBatch.Outcome outcome = batch.finish();
    IngestException failure = outcome.failure();
    if (failure != null && outcome.accepted() == 0) {
      throw failure;
    }
    List<AcceptedBody.Note> notes = notes();
    AcceptedBody accepted =
        new AcceptedBody(
            outcome.accepted(),
            rejections.listed(),
            rejections.total(),
            outcome.repeated() == 0 ? null : outcome.repeated(),
            outcome.token().map(ReadToken::toString).orElse(null),
            notes.isEmpty() ? null : notes);
    return new Result(accepted, failure == null);
  }

  private List<AcceptedBody.Note> notes() {
    List<AcceptedBody.Note> notes = new ArrayList<>();
    ownTypes.forEach((type, weight) ->
        notes.add(
            new AcceptedBody.Note(
                "type",
                "%s isn't a built-in type; it counts with the configured weight %s"
                    .formatted(type, weight))));
    for (String type : typesWithValue) {
      notes.add(
          new AcceptedBody.Note(
              "value",
              "the value of %s events changes nothing; a rating is an event of type rate"
                  .formatted(type)));
    }
    return notes;
  }

  @Override
  public void close() {
    batch.close();
  }
}

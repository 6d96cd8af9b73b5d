/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.recommend.events.EventBatch;
import dev.edgewise.recommend.events.EventGate;
import dev.edgewise.recommend.events.ReadToken;

/** Takes the events of one request, and tells what became of them. For one thread. */
final class RequestEvents implements AutoCloseable {
  /** How many rejected ones of a stream are listed. */
  static final int LISTED = 1_000;

  private final EventGate gate;
  private final EventForm form;
  private final RejectedEvents rejections;
  private final EventBatch batch;
  private long next;

  private RequestEvents(
      EventGate gate, EventForm form, RejectedEvents rejections, EventBatch batch) {
    this.gate = gate;
    this.form = form;
    this.rejections = rejections;
    this.batch = batch;
  }

  /** Of a request that has at most so many events. */
  static RequestEvents of(EventGate gate, EventForm form, int most) {
    RejectedEvents rejections = new RejectedEvents(most);
    return new RequestEvents(
        gate,
        form,
        rejections,
        gate.open(most, (i, why) -> rejections.add(i, Problems.unavailable(why))));
  }

  /** Of a stream. */
  static RequestEvents ofStream(EventGate gate, EventForm form) {
    RejectedEvents rejections = new RejectedEvents(LISTED);
    return new RequestEvents(
        gate,
        form,
        rejections,
        gate.stream((i, why) -> rejections.add(i, Problems.unavailable(why))));
  }

  /** Takes the next part of the body. */
  void take(JsonBody.Part part) {
    JsonNode json = part.json();
    Problem problem = part.problem();
    if (json != null) {
      take(() -> form.read(json, gate.now()));
    } else if (problem != null) {
      reject(problem);
    }
  }

  /** Reads an event. */
  @FunctionalInterface
  interface Reading {
    Event read() throws BadEventException;
  }

  /** Takes the next event. */
  void take(Reading reading) {
    try {
      Event event = reading.read();
      String objection = gate.objection(event).orElse(null);
      if (objection == null) {
        batch.add(next++, event);
      } else {
        reject(Problem.Kind.BAD_EVENT.of(objection));
      }
    } catch (BadEventException e) {
      reject(Problem.Kind.BAD_EVENT.of(String.valueOf(e.getMessage())));
    }
  }

  /** The next part is nothing that could be taken. */
  void reject(Problem problem) {
    rejections.add(next++, problem);
  }

  /**
   * What became of them, once the log has them.
   *
   * @param accepted the answer
   * @param whole whether the log has every event that it should
   */
  record Result(AcceptedBody accepted, boolean whole) {}

  /**
   * Returns when that is settled for all of them.
   *
   * @throws IngestException when there were some for the log, and it has none of them
   */
  Result finish() {
    EventBatch.Outcome outcome = batch.finish();
    IngestException failure = outcome.failure();
    if (failure != null && outcome.accepted() == 0) {
      throw failure;
    }
    AcceptedBody accepted =
        new AcceptedBody(
            outcome.accepted(),
            rejections.listed(),
            rejections.total(),
            outcome.repeated() == 0 ? null : outcome.repeated(),
            outcome.token().map(ReadToken::toString).orElse(null));
    return new Result(accepted, failure == null);
  }

  @Override
  public void close() {
    batch.close();
  }
}

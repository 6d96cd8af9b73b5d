/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.CloudEventCodec;
import dev.edgewise.ingest.event.JsonLines;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.recommend.events.BusyException;
import dev.edgewise.recommend.events.EventDoor;
import dev.edgewise.recommend.events.Idempotency;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Takes the events of requests, whatever form they come in. */
@Singleton
final class EventRequests {
  private final EventDoor door;
  private final Body body;
  private final Idempotency idempotency;
  private final ObjectMapper json;

  @Inject
  EventRequests(EventDoor door, Body body, Idempotency idempotency, ObjectMapper json) {
    this.door = door;
    this.body = body;
    this.idempotency = idempotency;
    this.json = json;
  }

  /** The answer to a request whose body has this form, when the log has its events. */
  Response post(EventForm form, InputStream in, HttpHeaders headers) {
    IdempotencyKey key = IdempotencyKey.of(headers);
    if (form.lines() && key == null) {
      return Response.accepted(stream(form, in).accepted()).build();
    }
    byte[] bytes = body.bytes(in);
    return key == null
        ? Response.accepted(take(form, bytes, headers).accepted()).build()
        : once(key, form, bytes, headers);
  }

  private Response once(IdempotencyKey key, EventForm form, byte[] bytes, HttpHeaders headers) {
    Idempotency.Reply reply =
        idempotency.reply(
            key.key(),
            form.mark() + IdempotencyKey.fingerprint(headers, bytes),
            () -> done(take(form, bytes, headers)));
    Response.ResponseBuilder answer = Response.accepted(reply.body());
    return (reply.replayed() ? answer.header("Idempotent-Replayed", true) : answer).build();
  }

  private Idempotency.Done done(EventIntake.Result result) {
    try {
      return new Idempotency.Done(json.writeValueAsString(result.accepted()), result.whole());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that can't be written as JSON", e);
    }
  }

  private EventIntake.Result take(EventForm form, byte[] bytes, HttpHeaders headers) {
    if (form == EventForm.CLOUD_HEADERS) {
      return one(
          form,
          intake -> intake.take(() -> CloudEventCodec.read(plain(headers), bytes, door.now())));
    }
    Body.Parts parts = body.parts(bytes, form.lines());
    if (parts.single()) {
      if (form == EventForm.CLOUD_EVENTS) {
        throw new ProblemException(
            Problem.Kind.BAD_EVENT, "a batch must be a JSON array of CloudEvents");
      }
      return one(form, intake -> intake.take(parts.parts().getFirst()));
    }
    if (form == EventForm.CLOUD_EVENT) {
      throw new ProblemException(
          Problem.Kind.BAD_EVENT,
          "a CloudEvent must be a JSON object; for an array of them send " + CloudEventCodec.BATCH);
    }
    try (EventIntake intake = EventIntake.of(door, form, parts.parts().size())) {
      parts.parts().forEach(intake::take);
      return intake.finish();
    }
  }

  /** The only event of a request: what is wrong with it is wrong with the request. */
  private EventIntake.Result one(EventForm form, Consumer<EventIntake> taking) {
    try (EventIntake intake = EventIntake.of(door, form, 1)) {
      taking.accept(intake);
      EventIntake.Result result = intake.finish();
      if (!result.accepted().rejected().isEmpty()) {
        throw new ProblemException(result.accepted().rejected().getFirst().problem());
      }
      return result;
    }
  }

  private static Map<String, String> plain(HttpHeaders headers) {
    Map<String, String> plain = new HashMap<>();
    headers
        .getRequestHeaders()
        .forEach((name, values) -> plain.put(name, values.isEmpty() ? "" : values.getFirst()));
    return plain;
  }

  private EventIntake.Result stream(EventForm form, InputStream in) {
    try (EventIntake intake = openStream(form, in)) {
      JsonLines lines = new JsonLines(in, body.longest());
      boolean more = true;
      while (more) {
        try {
          byte[] line = lines.next();
          more = line != null;
          if (line != null) {
            intake.take(Body.line(line));
          }
        } catch (BadEventException e) {
          intake.reject(Problem.Kind.TOO_LARGE.of(String.valueOf(e.getMessage())));
        }
      }
      return intake.finish();
    } catch (IOException e) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST, "the body ended before its end: " + e.getMessage());
    }
  }

  private EventIntake openStream(EventForm form, InputStream in) throws IOException {
    try {
      return EventIntake.ofStream(door, form);
    } catch (BusyException | IngestException e) {
      Body.drain(in);
      throw e;
    }
  }
}

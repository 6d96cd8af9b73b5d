/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.CloudEventCodec;
import dev.edgewise.ingest.event.JsonLines;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.recommend.events.BusyException;
import dev.edgewise.recommend.events.EventGate;
import dev.edgewise.recommend.events.Idempotency;
import dev.edgewise.service.http.access.KeyLimits;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.JsonBody;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Publishes the events of requests, in any format. */
@Singleton
record EventRequests(
    EventGate gate, JsonBody body, Idempotency idempotency, ObjectMapper json, KeyLimits limits) {

  /** After so many lines, a stream counts them. */
  private static final int COUNTED = 1_000;

  /** Returns the response to a request once Kafka has its events. */
  Response post(EventForm form, InputStream in, HttpHeaders headers) {
    IdempotencyKey key = IdempotencyKey.of(headers);
    if (form.lines() && key == null) {
      return Response.accepted(stream(form, in, headers).accepted()).build();
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

  private Idempotency.Done done(RequestEvents.Result result) {
    try {
      return new Idempotency.Done(json.writeValueAsString(result.accepted()), result.whole());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer can't be written as JSON", e);
    }
  }

  private RequestEvents.Result take(EventForm form, byte[] bytes, HttpHeaders headers) {
    if (form == EventForm.CLOUD_HEADERS) {
      return one(
          form,
          events ->
              events.take(() -> CloudEventCodec.read(firstValues(headers), bytes, gate.now())));
    }
    JsonBody.Parts parts = body.parts(bytes, form.lines());
    if (parts.single()) {
      if (form == EventForm.CLOUD_EVENTS) {
        throw new ProblemException(
            Problem.Kind.BAD_EVENT, "a batch must be a JSON array of CloudEvents");
      }
      return one(form, events -> events.take(parts.parts().getFirst()));
    }
    if (form == EventForm.CLOUD_EVENT) {
      throw new ProblemException(
          Problem.Kind.BAD_EVENT,
          "a CloudEvent must be a JSON object; for an array of them send " + CloudEventCodec.BATCH);
    }
    limits.take(authorization(headers), parts.parts().size());
    try (RequestEvents events = RequestEvents.of(gate, form, parts.parts().size())) {
      parts.parts().forEach(events::take);
      limits.refused(authorization(headers), events.rejected());
      return events.finish();
    }
  }

  /** Publishes the only event of a request; a problem with the event fails the request. */
  private RequestEvents.Result one(EventForm form, Consumer<RequestEvents> taking) {
    try (RequestEvents events = RequestEvents.of(gate, form, 1)) {
      taking.accept(events);
      RequestEvents.Result result = events.finish();
      if (!result.accepted().rejected().isEmpty()) {
        throw new ProblemException(result.accepted().rejected().getFirst().problem());
      }
      return result;
    }
  }

  private static @Nullable String authorization(HttpHeaders headers) {
    return headers.getHeaderString(HttpHeaders.AUTHORIZATION);
  }

  private static Map<String, String> firstValues(HttpHeaders headers) {
    Map<String, String> first = new HashMap<>();
    headers
        .getRequestHeaders()
        .forEach((name, values) -> first.put(name, values.isEmpty() ? "" : values.getFirst()));
    return first;
  }

  private RequestEvents.Result stream(EventForm form, InputStream in, HttpHeaders headers) {
    try (RequestEvents events = openStream(form, in)) {
      try {
        takeLines(new JsonLines(in, body.longest()), events, authorization(headers));
      } catch (IOException e) {
        throw new ProblemException(
            JsonBody.flaw(e)
                .with(
                    "%d events before that place were accepted, and count once if they are sent again"
                        .formatted(events.finish().accepted().accepted())));
      }
      return events.finish();
    }
  }

  private void takeLines(JsonLines lines, RequestEvents events, @Nullable String authorization)
      throws IOException {
    boolean more = true;
    long refused = 0;
    for (int taken = 1; more; taken++) {
      if (taken % COUNTED == 0) {
        limits.refused(authorization, events.rejected() - refused);
        refused = events.rejected();
        limits.await(authorization, COUNTED);
      }
      try {
        byte[] line = lines.next();
        more = line != null;
        if (line != null) {
          events.takeLine(line);
        }
      } catch (BadEventException e) {
        events.reject(Problem.Kind.TOO_LARGE.of(String.valueOf(e.getMessage())));
      }
    }
  }

  private RequestEvents openStream(EventForm form, InputStream in) {
    try {
      return RequestEvents.ofStream(gate, form);
    } catch (BusyException | IngestException e) {
      JsonBody.drain(in);
      throw e;
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.ingest.BadEventException;
import dev.edgewise.ingest.CloudEventCodec;
import dev.edgewise.ingest.IngestException;
import dev.edgewise.ingest.JsonLines;
import dev.edgewise.service.events.BusyException;
import dev.edgewise.service.events.EventDoor;
import dev.edgewise.service.events.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** {@code POST /v1/events}. */
@Path("/v1/events")
@RunOnVirtualThread
public final class EventResource {
  private final EventDoor door;
  private final Body body;
  private final Idempotency idempotency;
  private final ObjectMapper json;

  @Inject
  EventResource(EventDoor door, Body body, Idempotency idempotency, ObjectMapper json) {
    this.door = door;
    this.body = body;
    this.idempotency = idempotency;
    this.json = json;
  }

  /** Takes events in any of their forms; answers when the log has them. */
  @POST
  @Consumes({
    MediaType.APPLICATION_JSON,
    Body.JSON_LINES,
    CloudEventCodec.JSON,
    CloudEventCodec.BATCH
  })
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Takes events",
      description =
          """
          One event {"id", "source"?, "user", "item", "type", "time", "value"?, "context"?}, an
          array of them, or (application/x-ndjson) one a line; or CloudEvents 1.0: structured,
          batched, or binary with ce-* headers. Of a CloudEvent, the type is what follows the last
          dot of its type, the user is its subject unless the data names one, and the time is now
          unless it has one; its data is a JSON object {"user"?, "item", "value"?, "context"?}. A
          search needs no item; context.query holds its words.

          Lines are a stream: taken as they come, any number of them, however long the body. All
          other bodies have a limit (413).

          202 when Kafka has acknowledged those accepted; each one rejected is listed with its
          index from 0 and its problem, of a stream the first 1,000, with rejectedTotal for all.
          Rejected with the problem log-unavailable means that Kafka did not take it: send it
          again. An event of the same source and id within the deduplication window counts as
          accepted, and as repeated. token, as X-Edgewise-After, lets a later request wait until
          these events are in the profile. 429 and 503 with Retry-After when too many events are
          under way or Kafka is away: nothing was taken, send all again.

          Idempotency-Key gives the same request of the same caller the same answer again, with
          Idempotent-Replayed: true; 409 while the first is under way, 422 when the key was used
          for another request. It needs a body within the limit, lines too; a longer stream goes
          without (413), since source and id keep its events single.\
          """)
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = "1 to 128 printable ASCII characters, new for each request")
  public Response post(InputStream in, @Context HttpHeaders headers) {
    EventForm form = EventForm.of(headers);
    IdempotencyKey key = IdempotencyKey.of(headers);
    if (form == EventForm.LINES && key == null) {
      return Response.accepted(stream(in).accepted()).build();
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
            IdempotencyKey.fingerprint(headers, bytes),
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
    Body.Parts parts = body.parts(bytes, form == EventForm.LINES);
    if (parts.single()) {
      if (form == EventForm.CLOUD_EVENTS) {
        throw Problem.Kind.BAD_EVENT.exception("a batch must be a JSON array of CloudEvents");
      }
      return one(form, intake -> intake.take(parts.parts().getFirst()));
    }
    if (form == EventForm.CLOUD_EVENT) {
      throw Problem.Kind.BAD_EVENT.exception(
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

  private EventIntake.Result stream(InputStream in) {
    try (EventIntake intake = openStream(in)) {
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
      throw Problem.Kind.BAD_REQUEST.exception("the body ended before its end: " + e.getMessage());
    }
  }

  private EventIntake openStream(InputStream in) throws IOException {
    try {
      return EventIntake.ofStream(door);
    } catch (BusyException | IngestException e) {
      Body.drain(in);
      throw e;
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import dev.edgewise.ingest.event.CloudEventCodec;
import dev.edgewise.service.http.request.JsonBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** {@code POST /v1/events}. */
@Path("/v1/events")
@RunOnVirtualThread
public final class EventResource {
  private final EventRequests requests;

  EventResource(EventRequests requests) {
    this.requests = requests;
  }

  /** Publishes events in any of their formats, and answers when Kafka has them. */
  @POST
  @Consumes({
    MediaType.APPLICATION_JSON,
    JsonBody.JSON_LINES,
    CloudEventCodec.JSON,
    CloudEventCodec.BATCH
  })
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Takes events",
      description =
          """
          The body is one event {"id", "source"?, "user", "item", "type", "time", "value"?,
          "context"?}, an array of events, or one event per line (application/x-ndjson). It may
          also be CloudEvents 1.0: structured, batched, or binary with ce-* headers. For a
          CloudEvent, the event type is the part of its type after the last dot. The user is its
          subject, unless the data names a user. The time is now, unless it has one. Its data is a
          JSON object {"user"?, "item", "value"?, "context"?}. Other fields are refused. A search
          needs no item; context.query holds its words. Only the value of a rate event counts. Ids, users, types and names in the context have at most
          256 characters, the context at most 64 entries of 1,024 characters.

          Lines are a stream: the service takes them as they arrive, and the body may have any
          length. All other bodies have a limit (413).

          413 also means that one event is larger than Kafka takes. 400 for a stream means that its
          gzip data break off or are damaged; the events before that place were accepted.

          202 means that Kafka has acknowledged the accepted events. The response lists the first
          1,000 rejected events, each with its index from 0 and its problem; if there are more,
          rejectedTotal counts all. A hundred events count like a request of the key. The problem log-unavailable means that Kafka did not
          take the event: send it again. An event with the same source and id within the
          deduplication window counts as accepted, and as repeated. Send the token as
          X-Edgewise-After to make a later request wait until these events are in the profile. 429
          and 503 with Retry-After mean that too many events are in flight, or that Kafka is
          unavailable: the service took no event, so send all of them again.

          With an Idempotency-Key, the same request of the same caller gets the same answer again,
          with Idempotent-Replayed: true. The service answers 409 while the first request runs, and
          422 when the key was used for another request. A request with a key needs a body within
          the limit, also when it has lines. Send a longer stream without a key (413): source and
          id keep its events unique.\
          """)
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = "1 to 128 printable ASCII characters, different for each request")
  public Response post(InputStream in, @Context HttpHeaders headers) {
    return requests.post(EventForm.of(headers), in, headers);
  }
}

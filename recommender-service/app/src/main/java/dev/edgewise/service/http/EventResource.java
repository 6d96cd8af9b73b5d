/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.ingest.event.CloudEventCodec;
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
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** {@code POST /v1/events}. */
@Path("/v1/events")
@RunOnVirtualThread
public final class EventResource {
  private final EventRequests requests;

  @Inject
  EventResource(EventRequests requests) {
    this.requests = requests;
  }

  /** Takes events in any of their forms; answers when the log has them. */
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
    return requests.post(EventForm.of(headers), in, headers);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

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

/** {@code POST /v1/feedback}. */
@Path("/v1/feedback")
@RunOnVirtualThread
public final class FeedbackResource {
  private final EventRequests requests;

  @Inject
  FeedbackResource(EventRequests requests) {
    this.requests = requests;
  }

  /** Takes what people did with what they were shown; answers when the log has it. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, JsonBody.JSON_LINES})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Takes what people did with recommendations",
      description =
          """
          One object {"requestId", "user", "item", "type", "value"?, "time"?, "id"?, "source"?,
          "context"?}, an array of them, or (application/x-ndjson) one a line. requestId is that of
          the answer that showed the item; the types are those of events (impression, click, like,
          ...). Each becomes an event whose context names the request, and everything that
          POST /v1/events says of events holds for it: 202 when Kafka has acknowledged it, the
          token, limits, Idempotency-Key. Without an id it has one made of requestId, item and
          type, so sending the same again changes nothing; without a time it happened now.

          An event sent to POST /v1/events with context {"request": requestId} is the same.\
          """)
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = "1 to 128 printable ASCII characters, new for each request")
  public Response post(InputStream in, @Context HttpHeaders headers) {
    return requests.post(EventForm.ofFeedback(headers), in, headers);
  }
}

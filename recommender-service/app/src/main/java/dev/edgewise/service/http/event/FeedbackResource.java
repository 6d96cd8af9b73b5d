/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

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

/** {@code POST /v1/feedback}. */
@Path("/v1/feedback")
@RunOnVirtualThread
public final class FeedbackResource {
  private final EventRequests requests;

  FeedbackResource(EventRequests requests) {
    this.requests = requests;
  }

  /** Publishes feedback to recommendations, and answers when Kafka has it. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, JsonBody.JSON_LINES})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Takes feedback to recommendations",
      description =
          """
          The body is one object {"requestId", "user", "item", "type", "value"?, "time"?, "id"?,
          "source"?, "context"?}, an array of objects, or one object per line
          (application/x-ndjson). requestId is the id of the answer that showed the item. The types
          are the event types (impression, click, like, ...). Each object becomes an event whose
          context names the request. The description of POST /v1/events applies to these events: 202
          when Kafka has acknowledged them, the token, the limits, Idempotency-Key. Without an id,
          the event gets one made from requestId, item and type, so sending it again changes
          nothing. Without a time, the time is now.

          An event sent to POST /v1/events with context {"request": requestId} has the same effect.\
          """)
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = "1 to 128 printable ASCII characters, different for each request")
  public Response post(InputStream in, @Context HttpHeaders headers) {
    return requests.post(EventForm.ofFeedback(headers), in, headers);
  }
}

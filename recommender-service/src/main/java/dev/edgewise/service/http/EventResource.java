/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.BadEventException;
import dev.edgewise.ingest.EventCodec;
import dev.edgewise.profile.Event;
import dev.edgewise.service.events.EventDoor;
import dev.edgewise.service.events.Token;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/events}. */
@Path("/v1/events")
@RunOnVirtualThread
public final class EventResource {
  private final EventDoor door;
  private final Body body;

  @Inject
  EventResource(EventDoor door, Body body) {
    this.door = door;
    this.body = body;
  }

  /** Takes one event, an array of them, or one a line; answers when the log has them. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, Body.JSON_LINES})
  @Produces(MediaType.APPLICATION_JSON)
  public Response post(
      InputStream in, @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType) {
    Body.Parts parts = body.read(in, contentType);
    EventDoor.Batch batch = door.open();
    List<Accepted.Rejected> rejected = new ArrayList<>();
    for (int i = 0; i < parts.parts().size(); i++) {
      Problem problem = take(parts.parts().get(i), batch);
      if (problem != null) {
        rejected.add(new Accepted.Rejected(i, problem));
      }
    }
    if (parts.single() && !rejected.isEmpty()) {
      throw new ProblemException(rejected.getFirst().problem());
    }
    String token = batch.await().map(Token::toString).orElse(null);
    return Response.accepted(new Accepted(batch.size(), rejected, token)).build();
  }

  private @Nullable Problem take(Body.Part part, EventDoor.Batch batch) {
    JsonNode json = part.json();
    if (json == null) {
      return part.problem();
    }
    try {
      Event event = EventCodec.read(json);
      String objection = door.objection(event).orElse(null);
      if (objection != null) {
        return Problem.Kind.BAD_EVENT.of(objection);
      }
      batch.add(event);
      return null;
    } catch (BadEventException e) {
      return Problem.Kind.BAD_EVENT.of(String.valueOf(e.getMessage()));
    }
  }
}

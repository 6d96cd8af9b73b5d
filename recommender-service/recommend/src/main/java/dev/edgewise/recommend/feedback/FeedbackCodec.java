/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.profile.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Feedback as JSON: {@code requestId, user, item, type, value?, time?, id?, source?, context?}. It
 * is an event whose context says of which request it is. Without an id it has one made of request,
 * item and type, so that the same again is the same event; without a time it happened now.
 */
public final class FeedbackCodec {
  /** The entry of an event's context that names the request. */
  public static final String REQUEST = "request";

  private static final String SOURCE = "feedback";
  private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private FeedbackCodec() {}

  /**
   * The event that feedback is.
   *
   * @throws BadEventException naming the field that is wrong, and what would be right
   */
  public static Event read(JsonNode json, Instant now) throws BadEventException {
    if (!(json instanceof ObjectNode feedback)) {
      throw new BadEventException("", "feedback must be a JSON object");
    }
    String requestId = feedback.path("requestId").asText();
    if (!feedback.path("requestId").isTextual() || !UUIDS.matcher(requestId).matches()) {
      throw new BadEventException(
          "requestId", "must be the requestId of an answer to GET /v1/recommendations/{user}");
    }
    if (!feedback.path("item").isTextual()) {
      throw new BadEventException("item", "must be the id of an item of that answer");
    }
    return EventCodec.read(event(feedback, requestId, now));
  }

  private static ObjectNode event(ObjectNode feedback, String requestId, Instant now) {
    ObjectNode event = feedback.deepCopy();
    event.remove("traits");
    if (!event.hasNonNull("id")) {
      event.put(
          "id", id(requestId, feedback.path("item").asText(), feedback.path("type").asText()));
    }
    if (!event.hasNonNull("source")) {
      event.put("source", SOURCE);
    }
    if (!event.hasNonNull("time")) {
      event.put("time", now.toString());
    }
    if (!event.hasNonNull("context")) {
      event.putObject("context");
    }
    if (event.get("context") instanceof ObjectNode context) {
      context.put(REQUEST, requestId);
    }
    return event;
  }

  private static String id(String requestId, String item, String type) {
    String name = requestId + '\n' + type + '\n' + item;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}

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
 * Reads feedback from JSON: {@code requestId, user, item, type, value?, time?, id?, source?,
 * context?}. Feedback is an event whose context names the request. Without an id, the id is made
 * from request, item and type, so that repeated feedback is the same event. Without a time, the
 * current time is used.
 */
public final class FeedbackCodec {
  /** The key of an event's context that holds the request id. */
  public static final String REQUEST = "request";

  private static final String SOURCE = "feedback";
  private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private FeedbackCodec() {}

  /**
   * Converts feedback to an event.
   *
   * @throws BadEventException which names the wrong field and the expected value
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
    return EventCodec.readKnown(event(feedback, requestId, now));
  }

  private static ObjectNode event(ObjectNode feedback, String requestId, Instant now) {
    ObjectNode event = feedback.deepCopy();
    event.remove("traits");
    event.remove("requestId");
    String item = feedback.path("item").asText();
    putIfMissing(event, "id", id(requestId, item, feedback.path("type").asText()));
    putIfMissing(event, "source", SOURCE);
    putIfMissing(event, "time", now.toString());
    if (!event.hasNonNull("context")) {
      event.putObject("context");
    }
    if (event.get("context") instanceof ObjectNode context) {
      context.put(REQUEST, requestId);
    }
    return event;
  }

  private static void putIfMissing(ObjectNode event, String field, String value) {
    if (!event.hasNonNull(field)) {
      event.put(field, value);
    }
  }

  private static String id(String requestId, String item, String type) {
    String name = requestId + '\n' + type + '\n' + item;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.CloudEventCodec;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.profile.Event;
import dev.edgewise.recommend.feedback.FeedbackCodec;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which events come. */
enum EventForm {
  /** One object of our own or an array of them. */
  OWN,
  /** Objects of our own, one a line. */
  LINES,
  /** A CloudEvent in structured mode. */
  CLOUD_EVENT,
  /** An array of them. */
  CLOUD_EVENTS,
  /** A CloudEvent whose attributes are the request's headers. */
  CLOUD_HEADERS,
  /** An object of feedback or an array of them. */
  FEEDBACK,
  /** Objects of feedback, one a line. */
  FEEDBACK_LINES;

  /** The form that the headers say; a content type says more than headers of an event do. */
  static EventForm of(HttpHeaders headers) {
    String type = mediaType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    return switch (type) {
      case JsonBody.JSON_LINES -> LINES;
      case CloudEventCodec.JSON -> CLOUD_EVENT;
      case CloudEventCodec.BATCH -> CLOUD_EVENTS;
      default -> CloudEventCodec.isBinary(headers::getHeaderString) ? CLOUD_HEADERS : OWN;
    };
  }

  /** The form of feedback that the headers say. */
  static EventForm ofFeedback(HttpHeaders headers) {
    String type = mediaType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    return type.equals(JsonBody.JSON_LINES) ? FEEDBACK_LINES : FEEDBACK;
  }

  /** Whether there is one a line, so that any number may come. */
  boolean lines() {
    return this == LINES || this == FEEDBACK_LINES;
  }

  /** What sets requests apart whose bodies are the same and mean another thing. */
  String mark() {
    return this == FEEDBACK || this == FEEDBACK_LINES ? "feedback " : "";
  }

  private static String mediaType(@Nullable String contentType) {
    String text = contentType == null ? "" : contentType;
    int parameters = text.indexOf(';');
    return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** The event in one object of a body of this form. */
  Event read(JsonNode json, Instant now) throws BadEventException {
    return switch (this) {
      case CLOUD_EVENT, CLOUD_EVENTS, CLOUD_HEADERS -> CloudEventCodec.read(json, now);
      case FEEDBACK, FEEDBACK_LINES -> FeedbackCodec.read(json, now);
      case OWN, LINES -> EventCodec.read(json);
    };
  }
}

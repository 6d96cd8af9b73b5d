/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.CloudEventCodec;
import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.profile.Event;
import dev.edgewise.recommend.feedback.FeedbackCodec;
import dev.edgewise.service.http.request.JsonBody;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats of request bodies with events. */
enum EventForm {
  /** One event in the format of this service, or an array of events. */
  OWN,
  /** Events in the format of this service, one per line. */
  LINES,
  /** A CloudEvent in structured mode. */
  CLOUD_EVENT,
  /** An array of CloudEvents. */
  CLOUD_EVENTS,
  /** A CloudEvent in binary mode: its attributes are request headers. */
  CLOUD_HEADERS,
  /** One feedback object, or an array of them. */
  FEEDBACK,
  /** Feedback objects, one per line. */
  FEEDBACK_LINES;

  /** Returns the format of a request; the content type has precedence over CloudEvent headers. */
  static EventForm of(HttpHeaders headers) {
    String type = mediaType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    return switch (type) {
      case JsonBody.JSON_LINES -> LINES;
      case CloudEventCodec.JSON -> CLOUD_EVENT;
      case CloudEventCodec.BATCH -> CLOUD_EVENTS;
      default -> CloudEventCodec.isBinary(headers::getHeaderString) ? CLOUD_HEADERS : OWN;
    };
  }

  static EventForm ofFeedback(HttpHeaders headers) {
    String type = mediaType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    return type.equals(JsonBody.JSON_LINES) ? FEEDBACK_LINES : FEEDBACK;
  }

  /** Whether the body has one object per line, and so may have any number of them. */
  boolean lines() {
    return this == LINES || this == FEEDBACK_LINES;
  }

  /** A mark that distinguishes a feedback request from an event request with the same body. */
  String mark() {
    return this == FEEDBACK || this == FEEDBACK_LINES ? "feedback " : "";
  }

  private static String mediaType(@Nullable String contentType) {
    String text = contentType == null ? "" : contentType;
    int parameters = text.indexOf(';');
    return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  Event read(JsonNode json, Instant now) throws BadEventException {
    return switch (this) {
      case CLOUD_EVENT, CLOUD_EVENTS, CLOUD_HEADERS -> CloudEventCodec.read(json, now);
      case FEEDBACK, FEEDBACK_LINES -> FeedbackCodec.read(json, now);
      case OWN, LINES -> EventCodec.readKnown(json);
    };
  }
}

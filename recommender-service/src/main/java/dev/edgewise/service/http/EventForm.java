/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.ingest.BadEventException;
import dev.edgewise.ingest.CloudEventCodec;
import dev.edgewise.ingest.EventCodec;
import dev.edgewise.profile.Event;
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
  CLOUD_HEADERS;

  /** The form that the headers say; a content type says more than headers of an event do. */
  static EventForm of(HttpHeaders headers) {
    String type = mediaType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    return switch (type) {
      case Body.JSON_LINES -> LINES;
      case CloudEventCodec.JSON -> CLOUD_EVENT;
      case CloudEventCodec.BATCH -> CLOUD_EVENTS;
      default -> CloudEventCodec.isBinary(headers::getHeaderString) ? CLOUD_HEADERS : OWN;
    };
  }

  private static String mediaType(@Nullable String contentType) {
    String text = contentType == null ? "" : contentType;
    int parameters = text.indexOf(';');
    return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** The event in one object of a body of this form. */
  Event read(JsonNode json, Instant now) throws BadEventException {
    return this == CLOUD_EVENT || this == CLOUD_EVENTS
        ? CloudEventCodec.read(json, now)
        : EventCodec.read(json);
  }
}

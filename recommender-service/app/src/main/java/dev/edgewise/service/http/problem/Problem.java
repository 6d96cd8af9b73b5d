/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.problem;

import java.util.Locale;

/**
 * A problem document, the response to a failed request (RFC 9457, "Problem Details for HTTP APIs").
 *
 * @param type URN of the kind of problem
 * @param title the kind in words
 * @param status of the response
 * @param detail one line that names the mistake and the valid values
 */
public record Problem(String type, String title, int status, String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The kinds of problems, with status and title. */
  public enum Kind {
    MALFORMED_JSON(400, "Malformed JSON"),
    BAD_EVENT(400, "Bad event"),
    BAD_ITEM(400, "Bad item"),
    BAD_LIMIT(400, "Bad limit"),
    BAD_DEADLINE(400, "Bad deadline"),
    BAD_PARAMETER(400, "Bad parameter"),
    BAD_TOKEN(400, "Bad token"),
    BAD_BLEND(400, "Bad blend"),
    BAD_IDEMPOTENCY_KEY(400, "Bad idempotency key"),
    UNAUTHORIZED(401, "Unauthorized"),
    FOREIGN_PAGE(403, "Foreign page"),
    UNKNOWN_ITEM(404, "Unknown item"),
    UNKNOWN_REQUEST(404, "Unknown request"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    TOO_SLOW(408, "Request too slow"),
    KEY_IN_USE(409, "Idempotency key in use"),
    TOO_LARGE(413, "Too large"),
    TOO_MANY_EVENTS(413, "Too many events"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    UNMET_EXPECTATION(417, "Unmet expectation"),
    KEY_REUSED(422, "Idempotency key reused"),
    BUSY(429, "Too many events under way"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    BAD_REQUEST(400, "Bad request"),
    INTERNAL(500, "Internal error"),
    OVERLOADED(503, "Too many requests under way"),
    STORE_UNAVAILABLE(503, "Profile store unavailable"),
    LOG_UNAVAILABLE(503, "Event log unavailable");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }

    /** Creates a problem of this kind. */
    public Problem of(String detail) {
      String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
      return new Problem("urn:edgewise:problem:" + name, title, status, detail);
    }
  }

  /** The same problem with more to its detail. */
  public Problem with(String more) {
    return new Problem(type, title, status, detail + "; " + more);
  }

  /** Shortens a text of a client and removes control characters, for messages. */
  public static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ");
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses headers that would be read in different ways: one that must stand alone but stands twice,
 * a {@code Content-Type} that is no media type or names another charset than UTF-8, and an {@code
 * Expect} that nobody here meets. Runs before anything else reads them, as RESTEasy answers 500 to
 * some.
 */
@Singleton
final class HeaderFilter {
  private static final int PRIORITY = 420;

  /** The headers of which only one value is read. The attributes of a CloudEvent are others. */
  private static final Set<String> SINGLE =
      Set.of(
          "host",
          "content-type",
          "authorization",
          "origin",
          "idempotency-key",
          "last-event-id",
          UserQuery.AFTER.toLowerCase(Locale.ROOT));

  void register(@Observes Filters filters) {
    filters.register(HeaderFilter::check, PRIORITY);
  }

  private static void check(RoutingContext context) {
    Problems.sendOrPass(context, problem(context.request().headers()));
  }

  static @Nullable Problem problem(MultiMap headers) {
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if ((SINGLE.contains(name) || name.startsWith("ce-")) && headers.getAll(name).size() > 1) {
        return Problem.Kind.BAD_REQUEST.of("send the header " + Problem.shown(name) + " once");
      }
    }
    for (String expected : headers.getAll("Expect")) {
      if (!expected.strip().equalsIgnoreCase("100-continue")) {
        return Problem.Kind.UNMET_EXPECTATION.of(
            "Expect may only be 100-continue, not '" + Problem.shown(expected) + "'");
      }
    }
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    return type == null ? null : ofContentType(type);
  }

  private static @Nullable Problem ofContentType(String contentType) {
    MediaType type;
    try {
      type = MediaType.valueOf(contentType);
    } catch (RuntimeException e) { // not only those that its contract names
      type = MediaType.WILDCARD_TYPE;
    }
    if (type.isWildcardType() || type.isWildcardSubtype()) {
      return unsupported("Content-Type must be a media type such as application/json", contentType);
    }
    String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    return isUtf8(charset.replace("\"", "").strip())
        ? null
        : unsupported("the charset of a body must be UTF-8", charset);
  }

  private static Problem unsupported(String rule, String sent) {
    return Problem.Kind.UNSUPPORTED_MEDIA_TYPE.of(rule + ", not '" + Problem.shown(sent) + "'");
  }

  private static boolean isUtf8(String charset) {
    return List.of("utf-8", "utf8").contains(charset.toLowerCase(Locale.ROOT));
  }
}

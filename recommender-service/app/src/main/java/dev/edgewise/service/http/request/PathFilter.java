/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.Problems;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses paths and queries that aren't percent-encoded UTF-8, and what a router takes for
 * something else than a part of a path: {@code .} and {@code ..} in any spelling, which are
 * folders, and all after a semicolon, which it drops. The service turns the check of Quarkus off,
 * which says nothing.
 */
@Singleton
final class PathFilter {
  /** Runs before filters that decode the path. */
  private static final int PRIORITY = 410;

  /** The characters that URIs have as they are (RFC 3986), and the percent sign. */
  private static final Pattern PLAIN = Pattern.compile("[\\w%.~!$&'()*+,;=:@/?\\[\\]-]*");

  private static final String RULE =
      " must be UTF-8 in percent-encoding, each % followed by two hexadecimal digits; % itself is %25";

  private static final int HEXADECIMAL = 16;

  void register(@Observes Filters filters) {
    filters.register(PathFilter::check, PRIORITY);
  }

  /** What the router itself refuses comes to no filter, only to handlers of failures. */
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(PathFilter::answerUnrouted);
    // a wrong escape in a path ends the search for a route, and so comes only here
    router.errorHandler(HttpResponseStatus.BAD_REQUEST.code(), PathFilter::answer);
  }

  private static void answerUnrouted(RoutingContext context) {
    if (context.statusCode() == HttpResponseStatus.BAD_REQUEST.code()
        && !context.response().headWritten()) {
      answer(context);
    } else {
      context.next();
    }
  }

  private static void answer(RoutingContext context) {
    String objection = objection(context.request().path(), context.request().query());
    String other =
        context.request().authority() == null
            ? "send one Host header"
            : "the first line of the request must name a path";
    if (!context.response().headWritten()) {
      Problems.send(context, Problem.Kind.BAD_REQUEST.of(objection == null ? other : objection));
    }
  }

  private static void check(RoutingContext context) {
    String objection = objection(context.request().path(), context.request().query());
    Problems.sendOrPass(context, objection == null ? null : Problem.Kind.BAD_REQUEST.of(objection));
  }

  static @Nullable String objection(@Nullable String path, @Nullable String query) {
    for (String part : path == null ? new String[0] : path.split("/", -1)) {
      String decoded = decoded(part);
      if (decoded == null) {
        return "the path" + RULE;
      }
      if (!JsonFields.isAddressable(decoded)) {
        return "no part of the path may be '.' or '..'";
      }
      if (part.indexOf(';') >= 0) {
        return "a semicolon in the path must be written %3B";
      }
    }
    return query == null || decoded(query) != null ? null : "the query" + RULE;
  }

  /** A part of a path, or a query; null unless it is percent-encoded UTF-8 of the shortest form. */
  private static @Nullable String decoded(String part) {
    if (!PLAIN.matcher(part).matches()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '%') {
        int high = i + 2 < part.length() ? Character.digit(part.charAt(i + 1), HEXADECIMAL) : -1;
        int low = high < 0 ? -1 : Character.digit(part.charAt(i + 2), HEXADECIMAL);
        if (low < 0) {
          return null;
        }
        bytes.write(high * HEXADECIMAL + low);
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}

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
import org.jspecify.annotations.Nullable;

/**
 * Refuses paths that aren't percent-encoded UTF-8, and parts that are {@code .} or {@code ..} in
 * any spelling: a router takes them for folders, and what they name would depend on who reads them.
 */
@Singleton
final class PathFilter {
  private static final int PRIORITY = 390;
  private static final int HEXADECIMAL = 16;

  void register(@Observes Filters filters) {
    filters.register(PathFilter::check, PRIORITY);
  }

  /** What the router itself refuses comes to no filter, only to handlers of failures. */
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(PathFilter::answerUnrouted);
  }

  private static void answerUnrouted(RoutingContext context) {
    if (context.statusCode() == HttpResponseStatus.BAD_REQUEST.code()
        && !context.response().headWritten()) {
      Problems.send(
          context,
          Problem.Kind.BAD_REQUEST.of(
              context.request().authority() == null
                  ? "send one Host header"
                  : "the first line of the request must name a path"));
    } else {
      context.next();
    }
  }

  private static void check(RoutingContext context) {
    String objection = objection(context.request().path());
    if (objection == null) {
      context.next();
    } else {
      Problems.send(context, Problem.Kind.BAD_REQUEST.of(objection));
    }
  }

  static @Nullable String objection(@Nullable String path) {
    if (path == null) {
      return null;
    }
    for (String part : path.split("/", -1)) {
      String decoded = decoded(part);
      if (decoded == null) {
        return "the path must be UTF-8, each % followed by two hexadecimal digits; % itself is %25";
      }
      if (!JsonFields.isAddressable(decoded)) {
        return "no part of the path may be '.' or '..'";
      }
    }
    return null;
  }

  /** A part of a path; null when it isn't percent-encoded UTF-8 of the shortest form. */
  private static @Nullable String decoded(String part) {
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
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
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

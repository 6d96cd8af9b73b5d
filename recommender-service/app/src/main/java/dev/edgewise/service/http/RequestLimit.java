/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses requests for lists while too many are under way. Others would wait for the threads of the
 * HTTP server, before their deadline is known, and be late. Thread-safe.
 */
@Singleton
final class RequestLimit {
  private static final String PATH = "/v1/recommendations";
  private static final int PRIORITY = 200;

  private final int most;
  private final AtomicInteger underWay = new AtomicInteger();

  RequestLimit(EdgewiseConfig config) {
    this(config.limits().requestsInFlight());
  }

  RequestLimit(int most) {
    if (most < 1) {
      throw new BadConfigException(
          "edgewise.limits.requests-in-flight must be at least 1, not " + most);
    }
    this.most = most;
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, PRIORITY);
  }

  /** Passes a request on, or answers 503 at once. */
  void admit(RoutingContext context) {
    if (!context.normalizedPath().startsWith(PATH)) {
      context.next();
    } else if (underWay.incrementAndGet() <= most) {
      context.addEndHandler(ended -> underWay.decrementAndGet());
      context.next();
    } else {
      underWay.decrementAndGet();
      refuse(context);
    }
  }

  private void refuse(RoutingContext context) {
    Problem problem =
        Problem.Kind.OVERLOADED.of(
            most
                + " requests for lists are under way, the most that"
                + " edgewise.limits.requests-in-flight allows");
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.RETRY_AFTER, "1")
        .end(
            new JsonObject()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .encode());
  }
}

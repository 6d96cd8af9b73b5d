/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Protects the metrics with an API key. They aren't a resource, so {@link ApiKeyFilter} doesn't.
 */
@Singleton
final class MetricsFilter {
  private static final String PATH = "/q/metrics";
  private static final int PRIORITY = 100;

  void register(@Observes Filters filters, Provider<ApiKeys> keys) {
    filters.register(
        context -> {
          @Nullable String given = context.request().getHeader(HttpHeaders.AUTHORIZATION);
          if (!metrics(context) || keys.get().admit(given)) {
            context.next();
          } else {
            context
                .response()
                .setStatusCode(401)
                .putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .end();
          }
        },
        PRIORITY);
  }

  private static boolean metrics(RoutingContext context) {
    return context.normalizedPath().startsWith(PATH);
  }
}

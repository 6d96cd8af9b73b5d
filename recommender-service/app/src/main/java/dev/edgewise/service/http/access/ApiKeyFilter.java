/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.access;

import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.Problems;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests without a valid API key. The filter covers every JAX-RS resource instead of some
 * paths, so no spelling of a path avoids it. The page and the health checks aren't resources and
 * need no key.
 */
@Singleton
final class ApiKeyFilter {
  /** A provider, because filters are created before the configuration is read. */
  private final Provider<ApiKeys> keys;

  ApiKeyFilter(Provider<ApiKeys> keys) {
    this.keys = keys;
  }

  @ServerRequestFilter
  @Nullable Response check(ContainerRequestContext request) {
    if (keys.get().admit(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
      return null;
    }
    return Problems.response(
            Problem.Kind.UNAUTHORIZED.of("send Authorization: Bearer with one of the API keys"))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }
}

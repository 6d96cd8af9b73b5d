/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.access;

import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.Problems;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests without a valid API key, and too many with one. The filter covers every JAX-RS
 * resource instead of some paths, so no spelling of a path avoids it. The page and the health
 * checks aren't resources and need no key.
 */
@Singleton
final class ApiKeyFilter {
  /** A provider, because filters are created before the configuration is read. */
  private final Provider<ApiKeys> keys;

  private final Provider<KeyLimits> limits;

  ApiKeyFilter(Provider<ApiKeys> keys, Provider<KeyLimits> limits) {
    this.keys = keys;
    this.limits = limits;
  }

  @ServerRequestFilter
  @Nullable Response check(ContainerRequestContext request) {
    int key = keys.get().key(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (key != ApiKeys.NONE) {
      Duration wait = keys.get().open() ? null : limits.get().wait(key);
      return wait == null ? null : tooMany(wait);
    }
    return Problems.response(
            Problem.Kind.UNAUTHORIZED.of("send Authorization: Bearer with one of the API keys"))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  private static Response tooMany(Duration wait) {
    long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    return Problems.response(
            Problem.Kind.TOO_MANY_REQUESTS.of(
                "this API key sends more requests per second than it may; wait " + seconds + " s"))
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }
}

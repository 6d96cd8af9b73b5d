/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers in who present one of the keys. It stands before every resource rather than before
 * some paths, so no spelling of a path gets around it; page and health are no resources, and open.
 */
@Singleton
final class ApiKeyFilter {
  /** Filters are made before there is a configuration. */
  private final Provider<ApiKeys> keys;

  @Inject
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

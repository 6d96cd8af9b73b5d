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

/** Lets callers of {@code /v1} in who present one of the keys; page and health are open. */
@Singleton
final class ApiKeyFilter {
  /** Filters are made before there is a configuration. */
  private final Provider<ApiKeys> keys;

  @Inject
  ApiKeyFilter(Provider<ApiKeys> keys) {
    this.keys = keys;
  }

  @ServerRequestFilter(preMatching = true)
  @Nullable Response check(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (!request.getUriInfo().getPath().startsWith("/v1") || keys.get().admit(header)) {
      return null;
    }
    return Problems.response(
            Problem.Kind.UNAUTHORIZED.of("send Authorization: Bearer with one of the API keys"))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets callers of {@code /v1} in who present one of the configured keys. */
@Singleton
public final class ApiKeys {
  private static final String BEARER = "Bearer ";

  private final boolean open;
  private final List<byte[]> digests;

  @Inject
  ApiKeys(EdgewiseConfig config) {
    this.open = config.demo() || config.auth() == EdgewiseConfig.Auth.OFF;
    this.digests = config.apiKeys().orElse(List.of()).stream().map(ApiKeys::digest).toList();
  }

  /** Whether nobody could ever be let in. */
  public boolean shut() {
    return !open && digests.isEmpty();
  }

  @ServerRequestFilter(preMatching = true)
  @Nullable Response check(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    if (open || !path.startsWith("/v1")) {
      return null;
    }
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header != null && header.startsWith(BEARER) && known(header.substring(BEARER.length()))) {
      return null;
    }
    return Problems.response(
            Problem.Kind.UNAUTHORIZED.of("send Authorization: Bearer with one of the API keys"))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  /** Compares digests, all of them and in constant time: neither length nor prefix shows. */
  private boolean known(String key) {
    byte[] digest = digest(key);
    boolean known = false;
    for (byte[] each : digests) {
      known |= MessageDigest.isEqual(each, digest);
    }
    return known;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

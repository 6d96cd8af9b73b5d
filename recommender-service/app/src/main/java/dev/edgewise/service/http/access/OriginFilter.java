/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.access;

import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others away from a service without API keys, which the browser of somebody on
 * this machine or network can reach. Such a page sends its own origin, or gives its own name an
 * address of this machine (DNS rebinding). Health checks are open to all, since probes call them by
 * address.
 */
@Singleton
final class OriginFilter {
  private static final String HEALTH = "/q/health";
  private static final int PRIORITY = 400;

  private final Set<String> names = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

  OriginFilter(EdgewiseConfig config) {
    config.hosts().ifPresent(hosts -> hosts.forEach(host -> names.add(folded(host))));
  }

  void register(@Observes Filters filters, ApiKeys keys) {
    if (keys.open()) {
      filters.register(this::admit, PRIORITY);
    }
  }

  private void admit(RoutingContext context) {
    String objection = objection(context.request());
    if (objection == null || context.normalizedPath().startsWith(HEALTH)) {
      context.next();
    } else {
      Problems.send(context, Problem.Kind.FOREIGN_PAGE.of(objection));
    }
  }

  private @Nullable String objection(HttpServerRequest request) {
    String host =
        request.authority() == null ? request.getHeader("Host") : request.authority().toString();
    String origin = request.getHeader("Origin");
    if (host != null && !isOurs(host)) {
      return unknown("Host " + Problem.shown(host));
    }
    if (origin != null && !isSame(origin, host)) {
      return unknown("Origin " + Problem.shown(origin));
    }
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !isLink(request)
        ? "a web page of another site may not use a service without API keys"
        : null;
  }

  private String unknown(String sent) {
    return "without API keys this service is only for the names %s, not for %s; set edgewise.hosts"
        .formatted(String.join(", ", names), sent);
  }

  /** Whether a host is one of the names, with any port or with the one that it is named with. */
  private boolean isOurs(String host) {
    String whole = folded(host);
    String name = whole.replaceFirst(":\\d*$", "");
    return names.contains(whole) || names.contains(name.replaceFirst("\\.$", ""));
  }

  private boolean isSame(String origin, @Nullable String host) {
    String authority;
    try {
      authority = URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return authority != null
        && (authority.equalsIgnoreCase(host) || names.contains(folded(authority)));
  }

  /** Whether somebody follows a link to a page here. */
  private static boolean isLink(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
  }

  private static String folded(String host) {
    return host.strip().toLowerCase(Locale.ROOT);
  }
}

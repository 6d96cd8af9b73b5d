/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.service.http.request.ListQuery;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for lists that need none: HEAD, and an EventSource that has seen the end of its
 * stream. A browser's EventSource asks again until it gets 204.
 */
@Singleton
final class SkippedLists {
  @ServerRequestFilter
  @Nullable Response check(ContainerRequestContext request, ResourceInfo resource) {
    Class<?> asked = resource.getResourceClass();
    boolean stream = asked == StreamResource.class;
    if (!stream && asked != RecommendationResource.class) {
      return null;
    }
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      String type = stream ? MediaType.SERVER_SENT_EVENTS : MediaType.APPLICATION_JSON;
      return Response.ok().type(type).build();
    }
    String follow = request.getUriInfo().getQueryParameters().getFirst("follow");
    StreamPosition seen = StreamPosition.of(request.getHeaderString(StreamPosition.HEADER));
    return stream && seen.done() && !ListQuery.on(follow) ? Response.noContent().build() : null;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.recommend.rerank.RerankDialect;
import dev.edgewise.recommend.rerank.RerankFailure;
import dev.edgewise.service.http.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Turns problems at the paths of {@link RerankResource} into the error format that clients of these
 * paths expect. This includes problems from outside that class, for example a missing API key.
 */
final class RerankProblems {
  @ServerResponseFilter
  void convert(ContainerRequestContext request, ContainerResponseContext response) {
    RerankDialect dialect = RerankDialect.at(request.getUriInfo().getPath());
    if (dialect != null && response.getEntity() instanceof Problem problem) {
      RerankFailure failure = RerankFailure.at(dialect, problem.status(), problem.detail());
      response.setEntity(failure.body(), null, MediaType.APPLICATION_JSON_TYPE);
    }
  }
}

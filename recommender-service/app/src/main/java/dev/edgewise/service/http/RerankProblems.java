/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.recommend.rerank.RerankDialect;
import dev.edgewise.recommend.rerank.RerankFailure;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Says problems where documents are reranked as the clients there read them: also those found
 * before or beside {@link RerankResource}, a missing key for one.
 */
final class RerankProblems {
  @ServerResponseFilter
  void say(ContainerRequestContext request, ContainerResponseContext response) {
    RerankDialect dialect = RerankDialect.at(request.getUriInfo().getPath());
    if (dialect != null && response.getEntity() instanceof Problem problem) {
      RerankFailure failure = RerankFailure.at(dialect, problem.status(), problem.detail());
      response.setEntity(failure.body(), null, MediaType.APPLICATION_JSON_TYPE);
    }
  }
}

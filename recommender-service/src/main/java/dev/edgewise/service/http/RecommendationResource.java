/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.Deadline;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.recommend.Recommender;
import dev.edgewise.service.recommend.Wish;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/recommendations/{user}}. */
@Path("/v1/recommendations/{user}")
@RunOnVirtualThread
public final class RecommendationResource {
  private final Recommender recommender;
  private final Catalogue catalogue;
  private final Parameters parameters;

  @Inject
  RecommendationResource(Recommender recommender, Catalogue catalogue, Parameters parameters) {
    this.recommender = recommender;
    this.catalogue = catalogue;
    this.parameters = parameters;
  }

  /** Items for the user, best first, each with a reason. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public RecommendationBody recommend(
      @PathParam("user") String user,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("deadline") @Nullable String deadline,
      @QueryParam("explain") @Nullable String explain,
      @HeaderParam(Parameters.AFTER) @Nullable String after) {
    Deadline by = parameters.by(deadline);
    Wish wish = parameters.wish(user, limit, after);
    boolean all = parameters.flag("explain", explain);
    return RecommendationBody.of(recommender.recommend(wish, by, ranked -> {}), catalogue, all);
  }
}

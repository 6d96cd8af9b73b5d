/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.Deadline;
import dev.edgewise.service.ahead.Activity;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.recommend.Recommendation;
import dev.edgewise.service.recommend.RecommendationListener;
import dev.edgewise.service.recommend.Recommender;
import dev.edgewise.service.recommend.Wish;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/recommendations/{user}}. */
@Path("/v1/recommendations/{user}")
@RunOnVirtualThread
public final class RecommendationResource {
  private final Recommender recommender;
  private final Catalogue catalogue;
  private final Parameters parameters;
  private final Activity activity;

  @Inject
  RecommendationResource(
      Recommender recommender, Catalogue catalogue, Parameters parameters, Activity activity) {
    this.recommender = recommender;
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.activity = activity;
  }

  /** Items for the user, best first, each with a reason. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public RecommendationBody recommend(
      @PathParam("user") String user,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("deadline") @Nullable String deadline,
      @QueryParam("explain") @Nullable String explain,
      @QueryParam("q") @Nullable String query,
      @QueryParam("lang") @Nullable String language,
      @QueryParam("tone") @Nullable String tone,
      @QueryParam("words") @Nullable String words,
      @QueryParam("rewrite") @Nullable String rewrite,
      @HeaderParam(Parameters.AFTER) @Nullable String after,
      @Context HttpServerRequest request) {
    Deadline by = parameters.by(deadline);
    Parameters.Extras extras = new Parameters.Extras(query, language, tone, words, rewrite);
    Wish wish = parameters.wish(user, limit, after, extras);
    boolean all = parameters.flag("explain", explain);
    activity.asks(user);
    Recommendation answer =
        ClientWatch.during(
            request, () -> recommender.recommend(wish, by, RecommendationListener.NONE));
    return RecommendationBody.of(answer, catalogue, all);
  }
}

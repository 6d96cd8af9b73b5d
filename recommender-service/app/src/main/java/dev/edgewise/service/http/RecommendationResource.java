/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.Deadline;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationListener;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.Recommender;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.precompute.UserActivity;
import dev.edgewise.recommend.stored.PagedLists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /v1/recommendations/{user}}. */
@Path("/v1/recommendations/{user}")
@RunOnVirtualThread
public final class RecommendationResource {
  private final Recommender recommender;
  private final Catalogue catalogue;
  private final RequestParameters parameters;
  private final UserActivity activity;
  private final PagedLists pages;

  @Inject
  RecommendationResource(
      Recommender recommender,
      Catalogue catalogue,
      RequestParameters parameters,
      UserActivity activity,
      PagedLists pages) {
    this.recommender = recommender;
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.activity = activity;
    this.pages = pages;
  }

  /** Items for the user, best first, each with a reason; or more of those of a request. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Recommends items",
      description =
          """
          The best items for the user, each with a reason, and the requestId of the list that they
          begin, which has total places. With request=that id and offset=how many places to pass
          over, the answer goes on in that very list: the same order, nothing twice, ranks that go
          on, whatever has happened since. Items that may not be recommended any more, or that the
          user has finished, are left out and keep their ranks, so a page may be shorter than
          limit; beyond the end it is empty. A list is kept for edgewise.recommend.pages (30
          minutes); then, and for other users, 404. q and diversity belong to the list and can't be
          given with request.

          diversity, from 0 to 1, is how much items that are alike are spread
          (edgewise.recommend.diversity unless given). What was shown and ignored sinks, see
          fatigue in the contributions that explain=true adds.\
          """)
  public RecommendationBody recommend(
      @Valid @BeanParam ListQuery asked,
      @Valid @BeanParam PageQuery page,
      @Context HttpServerRequest http) {
    Deadline by = parameters.by(asked.deadline());
    RecommendationRequest request = parameters.request(asked);
    activity.asks(asked.user());
    Recommendation answer =
        DisconnectWatch.during(
            http,
            () ->
                page.request() == null
                    ? recommender.recommend(request, by, RecommendationListener.NONE)
                    : next(page.request(), page.places(), request, by));
    return RecommendationBody.of(answer, catalogue, ListQuery.on(asked.explain()));
  }

  private Recommendation next(
      String requestId, int places, RecommendationRequest request, Deadline by) {
    if (request.query() != null || request.diversity() != null) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "q and diversity make a new list: leave them out to go on in that of a request");
    }
    return recommender
        .page(request, requestId, places, by)
        .orElseThrow(() ->
            new ProblemException(
                Problem.Kind.UNKNOWN_REQUEST,
                "no list of the request "
                    + requestId
                    + " is kept for this user, or none any more after "
                    + pages.timeToLive().toSeconds()
                    + " s; ask without request and offset for a new list"));
  }
}

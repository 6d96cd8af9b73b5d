/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationListener;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.Recommender;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.precompute.UserActivity;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.DisconnectWatch;
import dev.edgewise.service.http.request.ListQuery;
import dev.edgewise.service.http.request.PageQuery;
import dev.edgewise.service.http.request.RequestParameters;
import dev.edgewise.service.observe.AnswerMetrics;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
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
  private final AnswerMetrics metrics;

  RecommendationResource(
      Recommender recommender,
      Catalogue catalogue,
      RequestParameters parameters,
      UserActivity activity,
      PagedLists pages,
      AnswerMetrics metrics) {
    this.recommender = recommender;
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.activity = activity;
    this.pages = pages;
    this.metrics = metrics;
  }

  /** Returns the best items for the user with reasons, or a later page of an earlier list. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Recommends items",
      description =
          """
          Returns the best items for the user, each with a reason. The items begin a list with total
          places, and requestId names the list. To get a later page of this list, send request with
          that id and offset with the number of places to skip. The list keeps its order: no item
          comes twice, and the ranks continue, whatever happens in between. A page leaves out items
          that may not be recommended any more or that the user has finished. The other items keep
          their ranks, so a page may be shorter than limit. A page beyond the end is empty. The
          service keeps a list for edgewise.recommend.pages (30 minutes). After that time, and for
          other users, it answers 404. q and diversity belong to the list, so they can't be sent
          with request.

          placement names the use of the list: for-you (the default), trending, new,
          because-you-liked (with item, or the latest liked item), or one of the configuration.
          personal goes from 0 (what most people choose) to 1 (only what fits the user); each
          placement has its own default.

          diversity, from 0 to 1, tells how much similar items are spread out; the default is
          edgewise.recommend.diversity. Ignored items are demoted: see fatigue in the contributions
          that explain=true adds.

          503 with Retry-After means that too many requests for lists are under way.\
          """)
  public RecommendationBody recommend(
      @Valid @BeanParam ListQuery query,
      @Valid @BeanParam PageQuery page,
      @Context HttpServerRequest http,
      @Context RoutingContext context) {
    Deadline deadline =
        Deadline.in(parameters.deadline(query.deadline()).minus(RequestQueue.waited(context)));
    RecommendationRequest request = parameters.request(query);
    activity.asks(query.user());
    Recommendation answer =
        DisconnectWatch.during(
            http,
            () ->
                page.request() == null
                    ? recommender.recommend(request, deadline, RecommendationListener.NONE)
                    : next(page.request(), page.places(), request, deadline));
    metrics.count(answer);
    return RecommendationBody.of(answer, request, catalogue, ListQuery.on(query.explain()));
  }

  private Recommendation next(
      String requestId, int places, RecommendationRequest request, Deadline deadline) {
    if (request.query() != null || request.diversity() != null) {
      throw new ProblemException(
          Problem.Kind.BAD_PARAMETER,
          "q and diversity make a new list: leave them out to get a page of an earlier list");
    }
    try {
      return recommender
          .page(request, requestId, places, deadline)
          .orElseThrow(() ->
              new ProblemException(
                  Problem.Kind.UNKNOWN_REQUEST,
                  ("no list of the request %s is stored for this user; a list expires after %d s;"
                          + " send neither request nor offset to get a new list")
                      .formatted(requestId, pages.timeToLive().toSeconds())));
    } catch (ProfileStoreException e) {
      if (deadline.allows(Duration.ZERO)) {
        throw e;
      }
      throw new ProblemException(
          Problem.Kind.STORE_UNAVAILABLE,
          "the earlier list could not be read by the deadline; allow more time");
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationListener;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.Recommender;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.precompute.UserActivity;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.service.http.event.SessionEvents;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import dev.edgewise.service.http.request.DisconnectWatch;
import dev.edgewise.service.http.request.ListQuery;
import dev.edgewise.service.http.request.PageQuery;
import dev.edgewise.service.http.request.RequestParameters;
import dev.edgewise.service.http.request.UserQuery;
import dev.edgewise.service.observe.AnswerMetrics;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /v1/recommendations/{user}} and, for sessions, {@code POST /v1/recommendations}. */
@Path("/v1/recommendations")
@RunOnVirtualThread
public final class RecommendationResource {
  private final Recommender recommender;
  private final SessionEvents sessions;
  private final Catalogue catalogue;
  private final RequestParameters parameters;
  private final UserActivity activity;
  private final PagedLists pages;
  private final AnswerMetrics metrics;

  RecommendationResource(
      Recommender recommender,
      SessionEvents sessions,
      Catalogue catalogue,
      RequestParameters parameters,
      UserActivity activity,
      PagedLists pages,
      AnswerMetrics metrics) {
    this.recommender = recommender;
    this.sessions = sessions;
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.activity = activity;
    this.pages = pages;
    this.metrics = metrics;
  }

  /** Returns the best items for the user with reasons, or a later page of an earlier list. */
  @GET
  @Path("/{user}")
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
          because-you-liked and similar (with item, or the latest liked item), cart (with item: 1 to
          20 ids separated by commas), or one of the configuration.
          personal goes from 0 (what most people choose) to 1 (only what fits the user); each
          placement has its own default.

          diversity, from 0 to 1, tells how much similar items are spread out; the default is
          edgewise.recommend.diversity. Ignored items are demoted: see fatigue in the contributions
          that explain=true adds.

          503 with Retry-After means that too many requests for lists are under way.\
          """)
  public RecommendationBody recommend(
      @Valid @BeanParam UserQuery user,
      @Valid @BeanParam ListQuery query,
      @Valid @BeanParam PageQuery page,
      @Context HttpServerRequest http,
      @Context RoutingContext context) {
    Deadline deadline = deadline(query, context);
    RecommendationRequest request = parameters.request(user, query);
    activity.asks(user.user());
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

  /** Returns the best items for somebody without a name, from the events in the body. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Recommends items for a session",
      description =
          """
          The body {"events": [{"item", "type"?, "time"?, "value"?, "source"?, "context"?}, ...]} has
          up to 100 events of somebody without a name, oldest first. They follow the rules of POST
          /v1/events and make the list that a user with only these events would get. Without a type
          an event is a view, without a time it happened now; events at the same time keep their
          order. A wrong event refuses the whole request, and the problem names it: events[2].item.

          The service keeps nothing of the request: no profile, no list, no entry in a log. So the
          answer has no user, and no later pages: ask for more items with limit. known is true when
          there are events. The other parameters and the answer are those of GET
          /v1/recommendations/{user}.

          503 with Retry-After means that too many requests for lists are under way.\
          """)
  public RecommendationBody recommendForSession(
      @Valid @BeanParam ListQuery query,
      InputStream in,
      @Context HttpServerRequest http,
      @Context RoutingContext context) {
    RecommendationRequest request = parameters.session(query);
    Profile session = sessions.profile(in);
    Deadline deadline = deadline(query, context);
    Recommendation answer =
        DisconnectWatch.during(http, () -> recommender.recommend(request, session, deadline));
    metrics.count(answer);
    return RecommendationBody.of(answer, request, catalogue, ListQuery.on(query.explain()));
  }

  private Deadline deadline(ListQuery query, RoutingContext context) {
    return Deadline.in(parameters.deadline(query.deadline()).minus(RequestQueue.waited(context)));
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

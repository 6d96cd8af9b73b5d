/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.recommend.ProfileChanges;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationListener;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.Recommender;
import dev.edgewise.recommend.Timings;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.precompute.UserActivity;
import dev.edgewise.service.config.EdgewiseConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/recommendations/{user}/stream}: the same, as it comes, and as it changes. */
@Path("/v1/recommendations/{user}/stream")
@RunOnVirtualThread
public final class StreamResource {
  private static final Logger LOG = LoggerFactory.getLogger(StreamResource.class);
  private static final Duration ALIVE = Duration.ofSeconds(15);

  private final Recommender recommender;
  private final Catalogue catalogue;
  private final RequestParameters parameters;
  private final ProfileChanges changes;
  private final UserActivity activity;
  private final Duration debounce;

  @Inject
  StreamResource(
      Recommender recommender,
      Catalogue catalogue,
      RequestParameters parameters,
      ProfileChanges changes,
      UserActivity activity,
      EdgewiseConfig config) {
    this.recommender = recommender;
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.changes = changes;
    this.activity = activity;
    this.debounce = config.recommend().debounce();
  }

  /** What a {@code reason} event holds: all of it so far, the last one done. */
  public record ReasonEvent(
      String requestId,
      String id,
      int rank,
      RecommendationBody.ReasonBody reason,
      RecommendationBody.@Nullable RewriteBody rewrite,
      boolean done) {}

  /** What a {@code done} event holds. */
  public record DoneEvent(String requestId, long profileVersion, Timings timings) {}

  private record Asked(
      RecommendationRequest request, Duration time, boolean explain, boolean follow) {}

  /** Server-sent events: ranking, a reason for each item, done; again after each change. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @Valid @BeanParam ListQuery query,
      @QueryParam("follow")
          @Nullable
          @Pattern(regexp = ListQuery.FLAG, message = "follow" + ListQuery.FLAG_RULE)
          String follow,
      @Context HttpServerRequest request,
      @Context SseEventSink sink,
      @Context Sse sse) {
    activity.asks(query.user());
    Asked asked =
        new Asked(
            parameters.request(query),
            parameters.deadline(query.deadline()),
            ListQuery.on(query.explain()),
            ListQuery.on(follow));
    // The request's own thread ends here, and its context with it; the stream goes on.
    Thread.ofVirtual().name("stream").start(() -> send(asked, request, new Events(sink, sse)));
  }

  /** Until the first event the watch ends it early, from then on a closed sink does. */
  private void send(Asked asked, HttpServerRequest request, Events events) {
    try (events) {
      DisconnectWatch.during(request, () -> sendAll(asked, events));
    } catch (CompletionException | IllegalStateException e) {
      LOG.debug("a stream's client has gone", e);
    } catch (RuntimeException e) {
      LOG.error("a stream failed", e);
    }
  }

  private boolean sendAll(Asked asked, Events events) {
    try (ProfileChanges.Watch watch = changes.watch(asked.request.user())) {
      recommend(asked, events);
      while (asked.follow && events.open()) {
        if (watch.await(ALIVE)) {
          Thread.sleep(debounce);
          watch.await(Duration.ZERO);
          recommend(asked, events);
        } else {
          events.alive();
        }
      }
      return events.open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void recommend(Asked asked, Events events) {
    Growing growing = new Growing(asked, events);
    Recommendation answer = recommender.recommend(asked.request, Deadline.in(asked.time), growing);
    if (!growing.ranked) { // it was there already
      growing.ranked(answer);
    }
    for (RecommendationBody.Entry item : RecommendationBody.of(answer, catalogue, false).items()) {
      if (item.reason() != null) {
        events.send(
            "reason",
            new ReasonEvent(
                answer.requestId(), item.id(), item.rank(), item.reason(), item.rewrite(), true));
      }
    }
    events.send(
        "done", new DoneEvent(answer.requestId(), answer.profile().version(), answer.timings()));
  }

  /** Sends what comes before the whole. */
  private final class Growing implements RecommendationListener {
    private final Asked asked;
    private final Events events;
    private boolean ranked;

    Growing(Asked asked, Events events) {
      this.asked = asked;
      this.events = events;
    }

    @Override
    public void ranked(Recommendation ranking) {
      ranked = true;
      events.send(
          "ranking", RecommendationBody.of(ranking.withoutReasons(), catalogue, asked.explain));
    }

    @Override
    public void reason(Recommendation ranking, int item, String text) {
      if (!events.open()) {
        throw new IllegalStateException("the client has gone");
      }
      RecommendationBody.ReasonBody part =
          new RecommendationBody.ReasonBody(text, List.of(), Reason.Source.MODEL.label());
      String id = ranking.shown().get(item).candidate().id();
      events.send("reason", new ReasonEvent(ranking.requestId(), id, item + 1, part, null, false));
    }
  }

  /** The way to one client. */
  private record Events(SseEventSink sink, Sse sse) implements AutoCloseable {
    boolean open() {
      return !sink.isClosed();
    }

    void send(String name, Object data) {
      sink.send(
              sse.newEventBuilder()
                  .name(name)
                  .mediaType(MediaType.APPLICATION_JSON_TYPE)
                  .data(data.getClass(), data)
                  .build())
          .toCompletableFuture()
          .join();
    }

    @Override
    public void close() {
      sink.close();
    }

    void alive() {
      sink.send(sse.newEventBuilder().comment("alive").build()).toCompletableFuture().join();
    }
  }
}

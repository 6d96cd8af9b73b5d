/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.recommend.ProfileChanges;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationListener;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.Recommender;
import dev.edgewise.recommend.Timings;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.precompute.UserActivity;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.access.KeyLimits;
import dev.edgewise.service.http.request.DisconnectWatch;
import dev.edgewise.service.http.request.ListQuery;
import dev.edgewise.service.http.request.RequestParameters;
import dev.edgewise.service.http.request.UserQuery;
import dev.edgewise.service.observe.AnswerMetrics;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/recommendations/{user}/stream}: recommendations as server-sent events. */
@Path("/v1/recommendations/{user}/stream")
@RunOnVirtualThread
public final class StreamResource {
  private static final Logger LOG = LoggerFactory.getLogger(StreamResource.class);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final Recommender recommender;
  private final Catalogue catalogue;
  private final RequestParameters parameters;
  private final ProfileChanges changes;
  private final ProfileLookup profiles;
  private final UserActivity activity;
  private final AnswerMetrics metrics;
  private final KeyLimits limits;
  private final Duration debounce;

  /** The threads of streams that wait for a change. */
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

  private volatile boolean stopping;

  StreamResource(
      Recommender recommender,
      Catalogue catalogue,
      RequestParameters parameters,
      ProfileChanges changes,
      ProfileLookup profiles,
      UserActivity activity,
      AnswerMetrics metrics,
      KeyLimits limits,
      EdgewiseConfig config) {
    this.recommender = recommender;
    this.catalogue = catalogue;
    this.parameters = parameters;
    this.changes = changes;
    this.profiles = profiles;
    this.activity = activity;
    this.metrics = metrics;
    this.limits = limits;
    this.debounce = config.recommend().debounce();
  }

  /** The data of a {@code reason} event: the whole text so far, and whether it is complete. */
  public record ReasonEvent(
      String requestId,
      String id,
      int rank,
      RecommendationBody.ReasonBody reason,
      RecommendationBody.@Nullable RewriteBody rewrite,
      boolean done) {}

  /** The data of a {@code done} event. */
  public record DoneEvent(
      String requestId, long profileVersion, @Nullable List<Note> notes, Timings timings) {}

  private record StreamRequest(
      RecommendationRequest request,
      Duration time,
      boolean explain,
      boolean follow,
      StreamPosition seen) {}

  /** Sends a ranking, a reason for each item, and done; with follow, again after each change. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @Valid @BeanParam UserQuery user,
      @Valid @BeanParam ListQuery query,
      @QueryParam("follow")
          @Nullable
          @Pattern(regexp = ListQuery.FLAG, message = "follow" + ListQuery.FLAG_RULE)
          String follow,
      @HeaderParam(StreamPosition.HEADER) @Nullable String last,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Context HttpServerRequest request,
      @Context SseEventSink sink,
      @Context Sse sse) {
    activity.asks(user.user());
    StreamRequest streamRequest =
        new StreamRequest(
            parameters.request(user, query),
            parameters.deadline(query.deadline()),
            ListQuery.on(query.explain()),
            ListQuery.on(follow),
            StreamPosition.of(last));
    KeyLimits.Place place = limits.stream(authorization);
    // The request's thread and context end here; the stream continues on its own thread.
    Thread.ofVirtual()
        .name("stream")
        .start(() -> send(streamRequest, request, new Events(sink, sse), place));
  }

  /** When the service is about to stop, its streams end; their clients find another instance. */
  void stop(@Observes ShutdownDelayInitiatedEvent event) {
    stopping = true;
    waiting.forEach(Thread::interrupt);
  }

  /** A disconnect ends the stream: the watch sees it before the first event, the sink later. */
  private void send(
      StreamRequest streamRequest,
      HttpServerRequest request,
      Events events,
      KeyLimits.Place place) {
    try (place;
        events) {
      DisconnectWatch.during(request, () -> sendAll(streamRequest, events));
    } catch (CompletionException | IllegalStateException | WorkCancelledException e) {
      LOG.debug("the client of a stream disconnected", e);
    } catch (RuntimeException e) {
      LOG.error("a stream failed", e);
    }
  }

  private boolean sendAll(StreamRequest streamRequest, Events events) {
    try (ProfileChanges.Watch watch = changes.watch(streamRequest.request.user())) {
      if (!upToDate(streamRequest)) {
        recommend(streamRequest, events);
      }
      while (streamRequest.follow && events.open() && !stopping) {
        if (changed(watch)) {
          Thread.sleep(debounce);
          watch.await(Duration.ZERO);
          recommend(streamRequest, events);
        } else {
          events.keepAlive();
        }
      }
      return events.open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean changed(ProfileChanges.Watch watch) throws InterruptedException {
    waiting.add(Thread.currentThread());
    try {
      return !stopping && watch.await(KEEP_ALIVE);
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  /** Whether a client that comes back has the list for the profile as it is. */
  private boolean upToDate(StreamRequest streamRequest) {
    return streamRequest.seen.done()
        && profiles
                .read(streamRequest.request.user(), null, Deadline.in(streamRequest.time))
                .profile()
                .version()
            == streamRequest.seen.version();
  }

  private void recommend(StreamRequest streamRequest, Events events) {
    PartialAnswers partial = new PartialAnswers(streamRequest, events);
    Recommendation answer =
        recommender.recommend(streamRequest.request, Deadline.in(streamRequest.time), partial);
    metrics.count(answer);
    if (!partial.ranked) { // a stored list comes without that call
      partial.ranked(answer);
    }
    for (RecommendationBody.Entry item :
        RecommendationBody.of(answer, streamRequest.request, catalogue, false).items()) {
      if (item.reason() != null) {
        events.send(
            "reason",
            new ReasonEvent(
                answer.requestId(), item.id(), item.rank(), item.reason(), item.rewrite(), true));
      }
    }
    long version = answer.profile().version();
    events.send(
        "done",
        new StreamPosition(version).toString(),
        new DoneEvent(
            answer.requestId(),
            version,
            Note.of(answer, streamRequest.request, catalogue),
            answer.timings()));
  }

  /** Sends the parts of an answer before it is complete. */
  private final class PartialAnswers implements RecommendationListener {
    private final StreamRequest streamRequest;
    private final Events events;
    private boolean ranked;

    PartialAnswers(StreamRequest streamRequest, Events events) {
      this.streamRequest = streamRequest;
      this.events = events;
    }

    @Override
    public void ranked(Recommendation ranking) {
      ranked = true;
      events.send(
          "ranking",
          RecommendationBody.of(
              ranking.withoutReasons(), streamRequest.request, catalogue, streamRequest.explain));
    }

    @Override
    public void reason(Recommendation ranking, int item, String text) {
      if (!events.open()) {
        throw new IllegalStateException("the client disconnected");
      }
      RecommendationBody.ReasonBody part =
          new RecommendationBody.ReasonBody(text, List.of(), Reason.Source.MODEL.label());
      String id = ranking.shown().get(item).candidate().id();
      events.send("reason", new ReasonEvent(ranking.requestId(), id, item + 1, part, null, false));
    }
  }

  /** The connection to one client. */
  private record Events(SseEventSink sink, Sse sse) implements AutoCloseable {
    boolean open() {
      return !sink.isClosed();
    }

    void send(String name, Object data) {
      send(name, null, data);
    }

    void send(String name, @Nullable String id, Object data) {
      OutboundSseEvent.Builder event = sse.newEventBuilder().name(name);
      if (id != null) {
        event.id(id);
      }
      sink.send(
              event.mediaType(MediaType.APPLICATION_JSON_TYPE).data(data.getClass(), data).build())
          .toCompletableFuture()
          .join();
    }

    @Override
    public void close() {
      sink.close();
    }

    void keepAlive() {
      sink.send(sse.newEventBuilder().comment("alive").build()).toCompletableFuture().join();
    }
  }
}

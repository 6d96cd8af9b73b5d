/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.access.ApiKeys;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Serves some requests for lists at a time. With all of them at the threads of the HTTP server,
 * short requests would wait behind them. API keys take turns, so that one with many requests holds
 * only itself up; the requests of a key are served in the order in which they came. Further ones
 * are refused while too many wait, or when by the pace of the turns they would be late. The key
 * that has most waiting makes room for others. Thread-safe.
 */
@Singleton
public final class RequestQueue {
  private static final String PATH = "/v1/recommendations";
  private static final String STREAM = "/stream";
  private static final String ARRIVED = "edgewise.arrived";
  private static final int PRIORITY = 200;
  private static final int SERVED_PER_PROCESSOR = 16;
  private static final double NEWEST_WEIGHT = 0.05;
  private static final Duration REFUSAL_DELAY = Duration.ofMillis(100);

  private final int most;
  private final Duration longestWait;
  private final int mostServed;
  private final ToIntFunction<RoutingContext> keys;
  private final Turns<Turn> waiting = new Turns<>();
  private int underWay;
  private int served;
  private double nanosBetweenTurns;
  private long lastTurn;

  @Inject
  RequestQueue(EdgewiseConfig config, ApiKeys keys) {
    this(
        config.limits().requestsInFlight(),
        config.recommend().deadline().multipliedBy(2).dividedBy(5),
        SERVED_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(),
        request -> keys.key(request.request().getHeader(HttpHeaders.AUTHORIZATION)));
  }

  /** Creates a queue that takes requests for equal numbers to have the same key. */
  RequestQueue(int most, Duration longestWait, int mostServed, ToIntFunction<RoutingContext> keys) {
    if (most < 1) {
      throw new BadConfigException(
          "edgewise.limits.requests-in-flight must be at least 1, not " + most);
    }
    this.most = most;
    this.longestWait = longestWait;
    this.mostServed = mostServed;
    this.keys = keys;
  }

  /** A request; its phase changes under the lock of the queue. */
  private static final class Turn {
    final RoutingContext request;
    final Context loop;
    final int key;
    Phase phase = Phase.WAITING;

    Turn(RoutingContext request, int key) {
      this.request = request;
      this.loop = request.vertx().getOrCreateContext();
      this.key = key;
    }
  }

  private enum Phase {
    WAITING,
    SERVED,
    OVER
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, PRIORITY);
  }

  /** How many requests for lists are served or wait. */
  synchronized int underWay() {
    return underWay;
  }

  /** How long a request for a list has waited here and since; 0 for other requests. */
  static Duration waited(RoutingContext context) {
    Long arrived = context.get(ARRIVED);
    return arrived == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - arrived);
  }

  /** Passes a request on when it is its turn, or refuses it. */
  void admit(RoutingContext context) {
    String path = context.normalizedPath();
    int key =
        path.startsWith(PATH) && !path.endsWith(STREAM) ? keys.applyAsInt(context) : ApiKeys.NONE;
    if (key == ApiKeys.NONE) { // another request, or one that gets 401 at once
      context.next();
      return;
    }
    context.request().pause();
    context.put(ARRIVED, System.nanoTime());
    Turn turn = new Turn(context, key);
    String objection = enter(turn);
    if (objection == null) {
      context.addEndHandler(ended -> leave(turn));
      serveNext();
    } else {
      refuse(context, objection);
    }
  }

  /** Lets a request wait, or says why not. */
  private synchronized @Nullable String enter(Turn turn) {
    if (expectedNanos(turn.key) > (double) longestWait.toNanos()) {
      return "a request for a list would wait longer than "
          + longestWait.toMillis()
          + " ms for its turn";
    }
    if (underWay == most) {
      Turn displaced = waiting.displacedBy(turn.key);
      if (displaced == null) {
        return full();
      }
      displaced.phase = Phase.OVER;
      displaced.loop.runOnContext(now -> refuse(displaced.request, full()));
      underWay--;
    }
    underWay++;
    waiting.add(turn.key, turn);
    return null;
  }

  private String full() {
    return most
        + " requests for lists are under way, the most that"
        + " edgewise.limits.requests-in-flight allows";
  }

  /** How long a new request would wait, by the pace of the turns and by who waits now. */
  private double expectedNanos(int key) {
    Turn first = waiting.first(key);
    double longest = first == null ? 0 : (double) waited(first.request).toNanos();
    return Math.max(longest, nanosBetweenTurns * waiting.before(key));
  }

  private void learnPace() {
    long now = System.nanoTime();
    if (lastTurn != 0) {
      nanosBetweenTurns += NEWEST_WEIGHT * ((double) (now - lastTurn) - nanosBetweenTurns);
    }
    lastTurn = waiting.isEmpty() ? 0 : now; // while nobody waits, turns come as requests do
  }

  private synchronized void serveNext() {
    while (!waiting.isEmpty() && served < mostServed) { // otherwise the end of one calls this again
      Turn next = waiting.next();
      next.phase = Phase.SERVED;
      served++;
      learnPace();
      next.loop.runOnContext(now -> serve(next.request));
    }
  }

  private static void serve(RoutingContext context) {
    if (!context.response().closed()) {
      context.request().resume();
      context.next();
    }
  }

  /** Gives back the place of a request that was answered or given up. */
  private synchronized void leave(Turn turn) {
    if (turn.phase == Phase.WAITING) {
      waiting.remove(turn.key, turn);
      underWay--;
    } else if (turn.phase == Phase.SERVED) {
      underWay--;
      served--;
      serveNext();
    }
    turn.phase = Phase.OVER;
  }

  /** Refuses after a moment: clients that ask again at once would take the processors. */
  private static void refuse(RoutingContext context, String why) {
    context
        .vertx()
        .setTimer(
            REFUSAL_DELAY.toMillis(),
            passed -> {
              if (!context.response().closed()) {
                answer(context, why);
              }
            });
  }

  private static void answer(RoutingContext context, String why) {
    context.request().resume();
    context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
    Problems.send(context, Problem.Kind.OVERLOADED.of(why));
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.config.EdgewiseConfig;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves some requests for lists at a time, in the order in which they came. With all of them at
 * the threads of the HTTP server, short requests would wait behind them. Further ones are refused
 * while too many wait, or when by the pace of the turns they would be late. Thread-safe.
 */
@Singleton
public final class RequestQueue {
  private static final String PATH = "/v1/recommendations/";
  private static final String STREAM = "/stream";
  private static final String ARRIVED = "edgewise.arrived";
  private static final int PRIORITY = 200;
  private static final int SERVED_PER_PROCESSOR = 16;
  private static final double NEWEST_WEIGHT = 0.05;
  private static final Duration REFUSAL_DELAY = Duration.ofMillis(100);

  private final int most;
  private final Duration longestWait;
  private final int mostServed;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private final Queue<Turn> waiting = new ConcurrentLinkedQueue<>();
  private volatile double nanosBetweenTurns;
  private long lastTurn;

  @Inject
  RequestQueue(EdgewiseConfig config) {
    this(
        config.limits().requestsInFlight(),
        config.recommend().deadline().multipliedBy(2).dividedBy(5),
        SERVED_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
  }

  RequestQueue(int most, Duration longestWait, int mostServed) {
    if (most < 1) {
      throw new BadConfigException(
          "edgewise.limits.requests-in-flight must be at least 1, not " + most);
    }
    this.most = most;
    this.longestWait = longestWait;
    this.mostServed = mostServed;
  }

  /** A request, and the context of its event loop. */
  private record Turn(RoutingContext request, Context loop) {}

  void register(@Observes Filters filters) {
    filters.register(this::admit, PRIORITY);
  }

  /** How many requests for lists are served or wait. */
  int underWay() {
    return underWay.get();
  }

  /** How long a request for a list has waited here and since; 0 for other requests. */
  static Duration waited(RoutingContext context) {
    Long arrived = context.get(ARRIVED);
    return arrived == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - arrived);
  }

  /** Passes a request on when it is its turn, or refuses it. */
  void admit(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.startsWith(PATH) || path.endsWith(STREAM)) {
      context.next();
      return;
    }
    String objection = objection(underWay.incrementAndGet());
    if (objection != null) {
      underWay.decrementAndGet();
      refuse(context, objection);
      return;
    }
    context.addEndHandler(ended -> underWay.decrementAndGet());
    context.put(ARRIVED, System.nanoTime());
    context.request().pause();
    waiting.add(new Turn(context, context.vertx().getOrCreateContext()));
    serveNext();
  }

  /** Why a request is refused when so many are under way with it; null if it isn't. */
  private @Nullable String objection(int withIt) {
    if (withIt > most) {
      return most
          + " requests for lists are under way, the most that"
          + " edgewise.limits.requests-in-flight allows";
    }
    return expectedNanos() > (double) longestWait.toNanos()
        ? "a request for a list would wait longer than "
            + longestWait.toMillis()
            + " ms for its turn"
        : null;
  }

  /** How long a new request would wait, by the pace of the turns and by who waits now. */
  private double expectedNanos() {
    Turn first = waiting.peek();
    if (first == null) {
      return 0;
    }
    double pace = nanosBetweenTurns * (underWay.get() - served.get());
    return Math.max((double) waited(first.request).toNanos(), pace);
  }

  private synchronized void learnPace() {
    long now = System.nanoTime();
    if (lastTurn != 0) {
      nanosBetweenTurns += NEWEST_WEIGHT * ((double) (now - lastTurn) - nanosBetweenTurns);
    }
    lastTurn = waiting.isEmpty() ? 0 : now; // while nobody waits, turns come as requests do
  }

  private void serveNext() {
    while (!waiting.isEmpty()) {
      if (served.incrementAndGet() > mostServed) {
        served.decrementAndGet();
        return; // the end of another request calls this again
      }
      Turn next = waiting.poll();
      if (next == null) {
        served.decrementAndGet();
      } else {
        learnPace();
        next.loop.runOnContext(now -> serve(next.request));
      }
    }
  }

  private void serve(RoutingContext context) {
    if (context.response().closed() || context.response().ended()) {
      ended();
      return;
    }
    context.addEndHandler(ended -> ended());
    context.request().resume();
    context.next();
  }

  private void ended() {
    served.decrementAndGet();
    serveNext();
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
    context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
    Problems.send(context, Problem.Kind.OVERLOADED.of(why));
  }
}

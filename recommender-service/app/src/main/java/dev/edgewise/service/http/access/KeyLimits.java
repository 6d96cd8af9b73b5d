/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.access;

import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What one API key may use: requests per second, and streams at a time. Without API keys nobody can
 * be told from another, so there is no limit of requests, and all share the streams. Thread-safe.
 */
@Singleton
public final class KeyLimits {
  private static final int BURST = 2;

  /** So many objects of a body count like a request. */
  private static final int OBJECTS = 100;

  /** So many objects count like a refused one. */
  private static final int REFUSED = 10;

  private final ApiKeys keys;
  private final int requests;
  private final int streams;
  private final Map<Integer, Bucket> buckets = new ConcurrentHashMap<>();
  private final Map<Integer, Semaphore> open = new ConcurrentHashMap<>();

  KeyLimits(ApiKeys keys, EdgewiseConfig config) {
    this.keys = keys;
    this.requests = config.limits().requestsPerSecond();
    this.streams = config.limits().streams();
  }

  /** A place for a stream, until it is closed. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes one request of a key; returns the time until the next one may come, or null. */
  @Nullable Duration wait(int key) {
    return consume(key, 1);
  }

  private @Nullable Duration consume(int key, long requests) {
    ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(requests);
    return probe.isConsumed() ? null : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  /**
   * Counts the objects of a body: a hundred are like one more request.
   *
   * @param authorization the header of the request, which was admitted
   * @throws ProblemException when the key sends too many
   */
  public void take(@Nullable String authorization, int objects) {
    long cost = cost(objects);
    Duration wait = keys.open() || cost == 0 ? null : consume(keys.key(authorization), cost);
    if (wait != null) {
      throw new ProblemException(
          Problem.Kind.TOO_MANY_REQUESTS,
          "this API key sends more objects than it may, %d per second; wait %d s"
              .formatted((long) OBJECTS * requests, wait.toSeconds() + 1));
    }
  }

  /** Counts refused objects ten times more: they cost more, and nobody needs to send many. */
  public void refused(@Nullable String authorization, long objects) {
    long cost = cost((int) Math.min(Integer.MAX_VALUE, REFUSED * objects));
    if (!keys.open() && cost > 0) {
      bucket(keys.key(authorization)).consumeIgnoringRateLimits(cost);
    }
  }

  /** Counts the lines of a stream as {@link #take} does, but waits until they may come. */
  public void await(@Nullable String authorization, int lines) throws IOException {
    if (keys.open()) {
      return;
    }
    try {
      bucket(keys.key(authorization)).asBlocking().consume(Math.max(1, cost(lines)));
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while a stream waits");
    }
  }

  private long cost(int objects) {
    return Math.min(objects / OBJECTS, (long) BURST * requests);
  }

  private Bucket bucket(int key) {
    return buckets.computeIfAbsent(key, name -> full());
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit ->
            limit.capacity((long) BURST * requests).refillGreedy(requests, Duration.ofSeconds(1)))
        .build();
  }

  /**
   * Takes a place for a stream.
   *
   * @param authorization the header of the request, which was admitted
   * @throws ProblemException when the key has all its streams open
   */
  public Place stream(@Nullable String authorization) {
    Semaphore places =
        open.computeIfAbsent(keys.key(authorization), name -> new Semaphore(streams));
    if (!places.tryAcquire()) {
      throw new ProblemException(
          Problem.Kind.TOO_MANY_REQUESTS,
          "%d streams are open, which is the most; close one first".formatted(streams));
    }
    return places::release;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.pipeline;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to the log until each is acknowledged, whatever happens to the broker, and keeps
 * account of where. For one caller at a time.
 */
public final class EventFeed implements AutoCloseable {
  /** As fast as the broker takes them. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int IN_FLIGHT = 2000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long PAUSE_MS = 200;

  private final EventPublisher publisher;
  private final boolean keepsAccount;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final Queue<Event> again = new ConcurrentLinkedQueue<>();
  private final Map<EventPosition, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();

  /**
   * A feed of a topic.
   *
   * @param keepsAccount whether to remember where each event was written
   */
  public EventFeed(KafkaSettings settings, boolean keepsAccount) {
    this.publisher = new EventPublisher(settings);
    this.keepsAccount = keepsAccount;
  }

  /** Writing under way. */
  public static final class Writing {
    private final CompletableFuture<Void> done;

    private Writing(CompletableFuture<Void> done) {
      this.done = done;
    }

    /**
     * Returns when every event is acknowledged.
     *
     * @throws IOException when they aren't within five minutes
     */
    public void await() throws IOException, InterruptedException {
      try {
        done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        throw new IOException("the events were not all written within " + PATIENCE, e);
      }
    }
  }

  /**
   * Begins to write, on a thread of its own.
   *
   * @param perSecond at most so many, or {@link #UNBOUNDED}
   */
  public Writing begin(Iterator<Event> events, int perSecond) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("event-feed")
        .start(() -> {
          try {
            write(events, perSecond);
            done.complete(null);
          } catch (InterruptedException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return new Writing(done);
  }

  /** Writes them all, as fast as the broker takes them. */
  public void send(Iterator<Event> events) throws IOException, InterruptedException {
    begin(events, UNBOUNDED).await();
  }

  private void write(Iterator<Event> events, int perSecond) throws InterruptedException {
    long begun = System.nanoTime();
    for (long sent = 0; events.hasNext(); sent++) {
      publish(events.next());
      while (sent > (System.nanoTime() - begun) / 1e9 * perSecond) {
        Thread.sleep(1);
      }
      retry();
    }
    while (room.availablePermits() < IN_FLIGHT || !again.isEmpty()) {
      Thread.sleep(1);
      retry();
    }
  }

  private void retry() throws InterruptedException {
    if (!again.isEmpty()) {
      Thread.sleep(PAUSE_MS);
      for (Event event = again.poll(); event != null; event = again.poll()) {
        publish(event);
      }
    }
  }

  private void publish(Event event) throws InterruptedException {
    room.acquire();
    var _ =
        publisher
            .publish(event)
            .whenComplete((position, failure) -> settle(event, position, failure));
  }

  private void settle(Event event, @Nullable EventPosition position, @Nullable Throwable failure) {
    if (position == null || failure != null) {
      refused.incrementAndGet();
      again.add(event);
    } else if (keepsAccount) {
      acknowledged.put(position, event.id());
    }
    room.release();
  }

  /** The ids of events by where they were acknowledged; grows while writing is under way. */
  public Map<EventPosition, String> acknowledged() {
    return acknowledged;
  }

  /** How often so far an event was not acknowledged and had to be written again. */
  public long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    publisher.close();
  }
}

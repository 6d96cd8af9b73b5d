/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.events;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.load.process.Polling;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes events to Kafka, each again and again until the broker acknowledges it. One sequence of
 * events may be under way at a time.
 */
public final class EventFeed implements AutoCloseable {
  private static final int IN_FLIGHT = 2000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS, Thread::startVirtualThread);

  private final EventPublisher publisher;
  private final boolean remembers;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final Map<EventPosition, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();

  /** Opens a feed that may remember where each event was written. */
  public EventFeed(KafkaSettings settings, boolean remembers) {
    this.publisher = new EventPublisher(settings);
    this.remembers = remembers;
  }

  /** A sequence of events that is being written. */
  public interface Delivery {
    /** Waits until every event is acknowledged, or throws after five minutes. */
    void await() throws IOException;
  }

  /** Begins to write on a thread of its own, with a limit of events a second. */
  public Delivery begin(Iterator<Event> events, int perSecond) {
    var done =
        CompletableFuture.runAsync(() -> write(events, perSecond), Thread::startVirtualThread);
    return () -> {
      try {
        var _ = done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      } catch (CompletionException e) {
        throw new IOException("the events were not all written within " + PATIENCE, e);
      }
    };
  }

  /** Writes all events at any rate and waits until they are acknowledged. */
  public void send(Iterator<Event> events) throws IOException {
    begin(events, Integer.MAX_VALUE).await();
  }

  private void write(Iterator<Event> events, int perSecond) {
    long begun = System.nanoTime();
    for (long sent = 0; events.hasNext(); sent++) {
      room.acquireUninterruptibly();
      publish(events.next());
      while (sent > (System.nanoTime() - begun) / 1e9 * perSecond) {
        Polling.sleep(Duration.ofMillis(1));
      }
    }
    room.acquireUninterruptibly(IN_FLIGHT);
    room.release(IN_FLIGHT);
  }

  private void publish(Event event) {
    var _ =
        publisher
            .publish(event)
            .whenComplete((position, failure) -> {
              if (failure != null) {
                refused.incrementAndGet();
                LATER.execute(() -> publish(event));
                return;
              }
              if (remembers) {
                acknowledged.put(position, event.id());
              }
              room.release();
            });
  }

  /** The ids of the acknowledged events by position; grows while events are written. */
  public Map<EventPosition, String> acknowledged() {
    return acknowledged;
  }

  /** How often an event was not acknowledged and had to be written again. */
  public long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    publisher.close();
  }
}

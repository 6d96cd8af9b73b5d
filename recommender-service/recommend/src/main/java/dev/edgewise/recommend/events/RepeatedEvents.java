/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognises events that were published recently by source and id, so that repeated events are not
 * published again. This only saves work: profiles apply each event once in any case. Thread-safe.
 */
final class RepeatedEvents {
  private static final int MOST = 200_000;

  private final RecentKeys<Key, CompletableFuture<EventPosition>> recent;

  /**
   * Recognises events for at least {@code window}, unless more than 100,000 came since, by a clock
   * like {@link System#nanoTime}.
   */
  RepeatedEvents(Duration window, LongSupplier nanos) {
    this.recent = new RecentKeys<>(window.toNanos(), MOST, nanos);
  }

  /** Contains the user, as in profiles: some sources number the events of each user from 1. */
  private record Key(String user, String source, String id) {}

  /**
   * An event that is being published.
   *
   * @param position its position in the log, once it is known
   * @param repeated whether this is the position of an earlier or concurrent event with the same id
   */
  record Taken(CompletableFuture<EventPosition> position, boolean repeated) {}

  /** Publishes the event unless that was done before; a failed event can be sent again at once. */
  Taken take(Event event, Supplier<CompletableFuture<EventPosition>> publish) {
    Key key = new Key(event.user(), event.source(), event.id());
    CompletableFuture<EventPosition> position = new CompletableFuture<>();
    CompletableFuture<EventPosition> earlier = recent.putIfAbsent(key, position, 1);
    if (earlier != null) {
      return new Taken(earlier, true);
    }
    try {
      var _ =
          publish.get().whenComplete((written, failure) -> settle(key, position, written, failure));
    } catch (RuntimeException e) {
      settle(key, position, null, e);
    }
    return new Taken(position, false);
  }

  private void settle(
      Key key,
      CompletableFuture<EventPosition> position,
      @Nullable EventPosition written,
      @Nullable Throwable failure) {
    if (failure != null) {
      recent.remove(key, position);
      position.completeExceptionally(failure);
    } else if (written != null) {
      position.complete(written);
    }
  }
}

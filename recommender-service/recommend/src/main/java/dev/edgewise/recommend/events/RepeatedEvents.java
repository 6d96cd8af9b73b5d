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
 * Knows the events that went into the log lately by source and id, so that one that is sent again
 * isn't written again. This only saves work: what it forgets, profiles still apply once.
 * Thread-safe.
 */
final class RepeatedEvents {
  private static final int MOST = 200_000;

  private final RecentKeys<Key, CompletableFuture<EventPosition>> recent;

  /**
   * None yet.
   *
   * @param window for how long one is known at least, unless there are more than 100,000 since
   * @param nanos a clock as {@link System#nanoTime}
   */
  RepeatedEvents(Duration window, LongSupplier nanos) {
    this.recent = new RecentKeys<>(window.toNanos(), MOST, nanos);
  }

  /** With the user, as profiles tell them apart: some number each user's events from 1. */
  private record Key(String user, String source, String id) {}

  /**
   * An event on its way.
   *
   * @param position where it stands, once it does
   * @param repeated whether that is the place of one sent earlier, or at the same time
   */
  record Taken(CompletableFuture<EventPosition> position, boolean repeated) {}

  /** Publishes the event unless that was done already; a failure is forgotten at once. */
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.kafka.EventTooLargeException;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A log in memory that acknowledges events at once, or on request. */
final class FakeLog implements EventLog {
  private final List<Event> published = new ArrayList<>();
  private final List<CompletableFuture<EventPosition>> open = new ArrayList<>();
  private boolean holding;
  private volatile boolean away;
  private volatile boolean failing;
  private volatile boolean small;

  static IngestException failure() {
    IllegalStateException cause = new IllegalStateException("away");
    return new IngestException("Kafka at nowhere did not take the event: away", cause);
  }

  /** Acknowledges events only at {@link #release} from now on. */
  synchronized void hold() {
    holding = true;
  }

  /** Is known to be unreachable. */
  void away(boolean now) {
    away = now;
  }

  /** Takes no events, but is not known to be unreachable yet. */
  void failing(boolean now) {
    failing = now;
  }

  /** Takes no event, because each is too large. */
  void small(boolean now) {
    small = now;
  }

  synchronized void release() {
    for (int i = 0; i < open.size(); i++) {
      open.get(i).complete(new EventPosition("topic", 0, i));
    }
    holding = false;
  }

  synchronized List<Event> published() {
    return List.copyOf(published);
  }

  @Override
  public synchronized CompletableFuture<EventPosition> publish(Event event) {
    if (failing) {
      return CompletableFuture.failedFuture(failure());
    }
    if (small) {
      return CompletableFuture.failedFuture(
          new EventTooLargeException("the event is too large", failure()));
    }
    CompletableFuture<EventPosition> position = new CompletableFuture<>();
    published.add(event);
    open.add(position);
    if (!holding) {
      position.complete(new EventPosition("topic", 0, open.size() - 1));
    }
    return position;
  }

  @Override
  public void require() {
    if (away) {
      throw failure();
    }
  }
}

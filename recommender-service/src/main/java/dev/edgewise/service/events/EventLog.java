/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.events;

import dev.edgewise.ingest.EventPublisher;
import dev.edgewise.ingest.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.util.concurrent.CompletableFuture;

/** Where events go that were let in. Implementations are safe for use by many threads. */
public interface EventLog {
  /**
   * Writes one event.
   *
   * @return where it stands once it is safe; or an {@link IngestException}
   */
  CompletableFuture<EventPosition> publish(Event event);

  /**
   * Returns when nothing is known to be wrong with the log.
   *
   * @throws IngestException when it is known to be away, within about a second
   */
  void require();

  /** The log in Kafka. */
  static EventLog of(EventPublisher publisher) {
    return new EventLog() {
      @Override
      public CompletableFuture<EventPosition> publish(Event event) {
        return publisher.publish(event);
      }

      @Override
      public void require() {
        publisher.requireKafka();
      }
    };
  }
}

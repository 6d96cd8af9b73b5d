/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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

  /**
   * The log in Kafka.
   *
   * @param headers gives the headers of the record that is written next
   */
  static EventLog of(EventPublisher publisher, Supplier<Map<String, String>> headers) {
    return new EventLog() {
      @Override
      public CompletableFuture<EventPosition> publish(Event event) {
        return publisher.publish(event, headers.get());
      }

      @Override
      public void require() {
        publisher.requireKafka();
      }
    };
  }
}

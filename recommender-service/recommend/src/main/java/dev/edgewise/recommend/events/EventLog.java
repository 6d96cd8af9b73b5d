/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The log that accepted events are published to. Implementations are thread-safe. */
public interface EventLog {
  /** Publishes one event; gives its position once stored, or an {@link IngestException}. */
  CompletableFuture<EventPosition> publish(Event event);

  /**
   * Returns if the log is not known to be unreachable.
   *
   * @throws IngestException when the log is known to be unreachable, within about a second
   */
  void require();

  /** The log in Kafka; {@code headers} supplies the headers of each record. */
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

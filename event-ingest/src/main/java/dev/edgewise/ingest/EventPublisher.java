/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The way in for events: writes them to the events topic, keyed by user, so that the events of one
 * user keep their order. Connects at the first use, and creates the topics when they are missing.
 * Safe for use by many threads.
 */
public final class EventPublisher implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final KafkaSettings settings;
  private @Nullable Route route;
  private boolean closed;

  public EventPublisher(KafkaSettings settings) {
    this.settings = settings;
  }

  private record Route(Producer<byte[], byte[]> producer, String topicId) {}

  /**
   * Writes one event. Blocks only while nothing is known of the brokers yet or the send buffer is
   * full, for at most ten seconds or so.
   *
   * @return where it stands once every in-sync replica has it; or an {@link IngestException} when
   *     that did not come about within ten seconds, in which case it may or may not be written:
   *     sending the same event again is safe
   */
  public CompletableFuture<EventPosition> publish(Event event) {
    CompletableFuture<EventPosition> written = new CompletableFuture<>();
    try {
      Route current = route();
      byte[] key = event.user().getBytes(StandardCharsets.UTF_8);
      var _ =
          current.producer.send(
              new ProducerRecord<>(settings.eventsTopic(), key, EventCodec.encode(event)),
              (metadata, failure) -> settle(written, current.topicId, metadata, failure));
    } catch (KafkaException e) {
      written.completeExceptionally(failed(e));
    } catch (IngestException e) {
      written.completeExceptionally(e);
    }
    return written;
  }

  /**
   * Returns when Kafka answers.
   *
   * @throws IngestException when it doesn't within two seconds
   */
  public void check() {
    Topics.check(settings, Duration.ofSeconds(2));
  }

  private void settle(
      CompletableFuture<EventPosition> written,
      String topicId,
      RecordMetadata metadata,
      @Nullable Exception failure) {
    if (failure == null) {
      written.complete(new EventPosition(topicId, metadata.partition(), metadata.offset()));
    } else {
      written.completeExceptionally(failed(failure));
    }
  }

  private IngestException failed(Exception cause) {
    return new IngestException(
        "Kafka at "
            + settings.bootstrapServers()
            + " did not take the event: "
            + cause.getMessage(),
        cause);
  }

  private synchronized Route route() {
    if (closed) {
      throw new IngestException("the publisher is closed", new IllegalStateException("closed"));
    }
    if (route == null) {
      String topic = settings.eventsTopic();
      Map<String, String> ids = Topics.ensure(settings, Set.of(topic, settings.deadLetterTopic()));
      route = new Route(Producers.open(settings), ids.getOrDefault(topic, ""));
    }
    return route;
  }

  /** Waits up to ten seconds for what is under way, then gives the rest up. */
  @Override
  public void close() {
    Route last;
    synchronized (this) {
      closed = true;
      last = route;
      route = null;
    }
    if (last != null) {
      last.producer.close(CLOSE);
    }
  }
}

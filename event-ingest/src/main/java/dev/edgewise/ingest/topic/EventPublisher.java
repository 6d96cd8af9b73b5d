/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.event.EventCodec;
import dev.edgewise.ingest.kafka.EventTooLargeException;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaAvailability;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to the events topic, keyed by user, so that the events of one user keep their
 * order. Connects at the first use, and creates missing topics. Remembers for a second that Kafka
 * was away, see {@link #requireKafka}. Thread-safe.
 */
public final class EventPublisher implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private final KafkaAvailability kafka = new KafkaAvailability(this::probe, System::nanoTime);
  private final AtomicReference<@Nullable CompletableFuture<Route>> route = new AtomicReference<>();
  private volatile boolean closed;

  public EventPublisher(KafkaSettings settings) {
    this.settings = settings;
  }

  private record Route(Producer<byte[], byte[]> producer, String topicId) {}

  /** Calls {@link #publish(Event, Map)} without headers. */
  public CompletableFuture<EventPosition> publish(Event event) {
    return publish(event, Map.of());
  }

  /**
   * Writes one event. Blocks, for about ten seconds at most, only before the first answer of a
   * broker and when the send buffer is full.
   *
   * @param headers the record's headers, in UTF-8, for example {@code traceparent}
   * @return the event's position once every in-sync replica has it; or an {@link IngestException}
   *     after ten seconds. The event may or may not be written then; sending it again is safe, but
   *     no use after an {@link EventTooLargeException}
   */
  public CompletableFuture<EventPosition> publish(Event event, Map<String, String> headers) {
    CompletableFuture<EventPosition> written = new CompletableFuture<>();
    try {
      Route current = route();
      ProducerRecord<byte[], byte[]> record = record(event, headers);
      int size = record.value().length;
      var _ =
          current.producer.send(
              record,
              (metadata, failure) -> settle(written, size, current.topicId, metadata, failure));
    } catch (KafkaException e) {
      written.completeExceptionally(failed(e));
    } catch (IngestException e) {
      written.completeExceptionally(e);
    }
    return written;
  }

  private ProducerRecord<byte[], byte[]> record(Event event, Map<String, String> headers) {
    byte[] key = event.user().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(settings.eventsTopic(), key, EventCodec.encode(event));
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /**
   * Returns at once if the last known state of Kafka was good. Otherwise one caller probes Kafka
   * for all, at most once a second.
   *
   * @throws IngestException within about a second, when Kafka is away
   */
  public void requireKafka() {
    kafka.check();
  }

  /**
   * Returns when Kafka answers.
   *
   * @throws IngestException when Kafka does not answer within two seconds
   */
  public void check() {
    Topics.check(settings, Duration.ofSeconds(2));
  }

  private void settle(
      CompletableFuture<EventPosition> written,
      int size,
      String topicId,
      RecordMetadata metadata,
      @Nullable Exception failure) {
    if (failure == null) {
      kafka.answered();
      written.complete(new EventPosition(topicId, metadata.partition(), metadata.offset()));
    } else if (failure instanceof RecordTooLargeException) {
      written.completeExceptionally(tooLarge(size, failure));
    } else {
      written.completeExceptionally(failed(failure));
    }
  }

  private EventTooLargeException tooLarge(int size, Exception cause) {
    return new EventTooLargeException(
        "the event has %d bytes with the traits of its item, more than max.message.bytes of topic %s"
            .formatted(size, settings.eventsTopic()),
        cause);
  }

  private IngestException failed(Exception cause) {
    String kafkaAt = "Kafka at " + settings.bootstrapServers();
    IngestException failure =
        new IngestException(kafkaAt + " did not take the event: " + cause.getMessage(), cause);
    if (Producers.isOutage(cause)) {
      kafka.failed(failure);
    }
    return failure;
  }

  /** Checks Kafka, and looks up the topic's id, since the topic may have been replaced. */
  private void probe() {
    Topics.check(settings, PROBE);
    CompletableFuture<Route> last = route.get();
    if (last != null && last.state() == Future.State.SUCCESS) {
      Route previous = last.resultNow();
      Route next = new Route(previous.producer, topicId());
      route.compareAndSet(last, CompletableFuture.completedFuture(next));
    }
  }

  private String topicId() {
    String topic = settings.eventsTopic();
    return Topics.ensure(settings, Set.of(topic, settings.deadLetterTopic()))
        .getOrDefault(topic, "");
  }

  /** Returns the connection to Kafka; one caller opens it while the others wait. */
  private Route route() {
    if (closed) {
      throw new IngestException("the publisher is closed", new IllegalStateException("closed"));
    }
    CompletableFuture<Route> current = route.get();
    if (current == null) {
      CompletableFuture<Route> opening = new CompletableFuture<>();
      current = route.compareAndExchange(null, opening);
      if (current == null) {
        open(opening);
        current = opening;
      }
    }
    try {
      return current.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IngestException known
          ? new IngestException(String.valueOf(known.getMessage()), known)
          : e;
    }
  }

  private void open(CompletableFuture<Route> opening) {
    try {
      String topicId = topicId();
      opening.complete(new Route(Producers.open(settings), topicId));
    } catch (IngestException e) {
      kafka.failed(e);
      route.compareAndSet(opening, null);
      opening.completeExceptionally(e);
    } catch (RuntimeException e) {
      route.compareAndSet(opening, null);
      opening.completeExceptionally(failed(e));
    }
    if (closed) {
      close(); // the earlier call of close came before this connection
    }
  }

  /** Waits up to ten seconds for unfinished events, then drops them. */
  @Override
  public void close() {
    closed = true;
    CompletableFuture<Route> last = route.getAndSet(null);
    if (last != null) {
      var _ = last.thenAccept(opened -> opened.producer.close(CLOSE));
    }
  }
}

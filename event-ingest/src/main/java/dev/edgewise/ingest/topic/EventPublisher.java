/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.event.EventCodec;
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
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * The way in for events: writes them to the events topic, keyed by user, so that the events of one
 * user keep their order. Connects at the first use, and creates the topics when they are missing.
 * Remembers for a moment that Kafka was away, see {@link #requireKafka}. Safe for use by many
 * threads.
 */
public final class EventPublisher implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private final KafkaAvailability kafka = new KafkaAvailability(this::lookAgain, System::nanoTime);
  private final AtomicReference<@Nullable CompletableFuture<Route>> route = new AtomicReference<>();
  private volatile boolean closed;

  public EventPublisher(KafkaSettings settings) {
    this.settings = settings;
  }

  private record Route(Producer<byte[], byte[]> producer, String topicId) {}

  /** {@link #publish(Event, Map)} without headers. */
  public CompletableFuture<EventPosition> publish(Event event) {
    return publish(event, Map.of());
  }

  /**
   * Writes one event. Blocks only while nothing is known of the brokers yet or the send buffer is
   * full, for at most ten seconds or so.
   *
   * @param headers of the record, in UTF-8, for example {@code traceparent}
   * @return where it stands once every in-sync replica has it; or an {@link IngestException} when
   *     that did not come about within ten seconds, in which case it may or may not be written:
   *     sending the same event again is safe
   */
  public CompletableFuture<EventPosition> publish(Event event, Map<String, String> headers) {
    CompletableFuture<EventPosition> written = new CompletableFuture<>();
    try {
      Route current = route();
      var _ =
          current.producer.send(
              record(event, headers),
              (metadata, failure) -> settle(written, current.topicId, metadata, failure));
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
   * Returns at once when the last that was heard of Kafka was good. Otherwise Kafka is asked again,
   * by one caller for all and no more than once a second.
   *
   * @throws IngestException when Kafka is known to be away, within about a second
   */
  public void requireKafka() {
    kafka.check();
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
      kafka.answered();
      written.complete(new EventPosition(topicId, metadata.partition(), metadata.offset()));
    } else {
      written.completeExceptionally(failed(failure));
    }
  }

  private IngestException failed(Exception cause) {
    IngestException failure =
        new IngestException(
            "Kafka at "
                + settings.bootstrapServers()
                + " did not take the event: "
                + cause.getMessage(),
            cause);
    if (isOutage(cause)) {
      kafka.failed(failure);
    }
    return failure;
  }

  /** Whether the fault is Kafka's state and not the event. */
  private static boolean isOutage(Exception failure) {
    return failure instanceof RetriableException
        || failure instanceof AuthenticationException
        || failure instanceof AuthorizationException
        || !(failure instanceof ApiException);
  }

  /** After an outage the topic may be another one of the same name. */
  private void lookAgain() {
    Topics.check(settings, PROBE);
    CompletableFuture<Route> last = route.get();
    if (last != null && last.state() == Future.State.SUCCESS) {
      Route known = last.resultNow();
      Route next = new Route(known.producer, topicId());
      route.compareAndSet(last, CompletableFuture.completedFuture(next));
    }
  }

  private String topicId() {
    String topic = settings.eventsTopic();
    return Topics.ensure(settings, Set.of(topic, settings.deadLetterTopic()))
        .getOrDefault(topic, "");
  }

  /** The way to Kafka; opened by one caller, while others who need it wait. */
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
      close(); // it came too early for this one
    }
  }

  /** Waits up to ten seconds for what is under way, then gives the rest up. */
  @Override
  public void close() {
    closed = true;
    CompletableFuture<Route> last = route.getAndSet(null);
    if (last != null) {
      var _ = last.thenAccept(opened -> opened.producer.close(CLOSE));
    }
  }
}

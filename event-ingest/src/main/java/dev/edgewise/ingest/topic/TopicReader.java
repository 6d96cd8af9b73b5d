/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.Backoff;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.KafkaOutage;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.ingest.replay.TopicScan;
import dev.edgewise.ingest.update.IngestState;
import dev.edgewise.profile.PositionedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole topic continuously, for a local index of its records: every partition from its
 * beginning or from a time on, then new records as they arrive. It reads alone, without a consumer
 * group. It skips and counts records that are not valid. After an outage it continues at the same
 * place; when the topic was recreated, even during reading, it starts at the new topic's beginning.
 * The handler runs on the reader's only platform thread. Public methods are thread-safe.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final KafkaSettings settings;
  private final String topic;
  private final RecordHandler handler;
  private final @Nullable Duration retention;
  private final @Nullable Instant from;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong handlerFailures = new AtomicLong();
  private final Thread thread;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private Map<TopicPartition, Long> goals = Map.of();
  private String topicId = "";
  private long lastProbe = System.nanoTime();
  private volatile boolean closing;
  private final KafkaOutage outage = new KafkaOutage();
  private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<byte[], byte[]> consumer;

  /** Decodes a record and calls the caller's handler. */
  @FunctionalInterface
  private interface RecordHandler {
    void handle(String topicId, ConsumerRecord<byte[], byte[]> record) throws BadEventException;
  }

  /** A reader of events that has not started. */
  public TopicReader(KafkaSettings settings, String topic, Consumer<PositionedEvent> handler) {
    this(
        settings,
        topic,
        (topicId, record) -> handler.accept(RecordDecoder.of(topicId).decode(record)),
        null,
        null);
  }

  /**
   * A reader of records' values, in the caller's format, that has not started.
   *
   * @param topic is created if missing
   * @param retention how long a new topic keeps records
   * @param from the broker's time of the first record to read
   */
  public static TopicReader ofValues(
      KafkaSettings settings,
      String topic,
      Duration retention,
      Instant from,
      Consumer<byte[]> handler) {
    return new TopicReader(
        settings,
        topic,
        (topicId, record) -> {
          byte[] value = record.value();
          if (value == null) {
            throw new BadEventException("", "an empty record");
          }
          handler.accept(value);
        },
        retention,
        from);
  }

  private TopicReader(
      KafkaSettings settings,
      String topic,
      RecordHandler handler,
      @Nullable Duration retention,
      @Nullable Instant from) {
    this.settings = settings;
    this.topic = topic;
    this.handler = handler;
    this.retention = retention;
    this.from = from;
    this.thread = Thread.ofPlatform().name("topic-reader").unstarted(this::run);
  }

  /** Starts to read; returns at once, whether or not Kafka is available. */
  public void start() {
    thread.start();
  }

  /** Completes when all records are handled that were in the topic when reading began. */
  public CompletableFuture<Void> caughtUp() {
    return caughtUp.copy();
  }

  /** Returns the number of records given to the handler. */
  public long read() {
    return read.get();
  }

  /** Returns the number of skipped records, which were not valid. */
  public long skipped() {
    return skipped.get();
  }

  /** Returns the number of records for which the handler threw an exception; reading continued. */
  public long handlerFailures() {
    return handlerFailures.get();
  }

  /** Returns the present problem with Kafka, or null. */
  public @Nullable String problem() {
    return outage.problem();
  }

  private void run() {
    while (!closing) {
      session();
    }
    caughtUp.cancel(false);
  }

  private void session() {
    var opened = Consumers.forIndex(settings);
    consumer = opened;
    try (TopicIdentity identity = begin(opened)) {
      while (!closing) {
        read(opened, identity);
        observe();
      }
    } catch (WakeupException e) {
      // closing
    } catch (RuntimeException e) {
      outage.met(IngestState.oneLine(e));
      backoff.pause(() -> closing);
    } finally {
      Consumers.close(opened);
    }
  }

  private void read(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> from, TopicIdentity identity) {
    ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
    if (!records.isEmpty() || System.nanoTime() - lastProbe > PROBE_NANOS) {
      identity.confirm();
      lastProbe = System.nanoTime();
    }
    records.forEach(this::handle);
    from.assignment().forEach(p -> next.put(p, from.position(p)));
  }

  /** Assigns every partition, at the offset reached before or at the beginning. */
  private TopicIdentity begin(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> opened) {
    Map<String, String> ids =
        retention == null
            ? Topics.ensure(settings, Set.of(topic))
            : Topics.ensure(settings, Set.of(topic), retention);
    String id = ids.getOrDefault(topic, "");
    if (!id.equals(topicId)) {
      topicId = id;
      next.clear();
    }
    List<TopicPartition> partitions = TopicScan.partitions(opened, topic);
    opened.assign(partitions);
    Map<TopicPartition, Long> beginnings = TopicScan.starts(opened, partitions, from);
    beginnings.forEach((p, first) -> opened.seek(p, next.getOrDefault(p, first)));
    if (!caughtUp.isDone()) {
      goals = opened.endOffsets(partitions);
    }
    outage.over();
    backoff.reset();
    return new TopicIdentity(settings, topic, id);
  }

  private void handle(ConsumerRecord<byte[], byte[]> record) {
    try {
      handler.handle(topicId, record);
      read.incrementAndGet();
    } catch (BadEventException e) {
      skipped.incrementAndGet();
    } catch (RuntimeException e) {
      handlerFailures.incrementAndGet();
      LOG.error(
          "a handler failed at {} {}, offset {}", topic, record.partition(), record.offset(), e);
    }
    next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
  }

  private void observe() {
    if (!caughtUp.isDone()
        && goals.entrySet().stream()
            .allMatch(goal -> next.getOrDefault(goal.getKey(), 0L) >= goal.getValue())) {
      caughtUp.complete(null);
    }
  }

  /** Stops reading; if this returns within its ten seconds, the handler is not called again. */
  @Override
  public void close() {
    closing = true;
    var current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      if (thread.isAlive() && !thread.join(CLOSE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

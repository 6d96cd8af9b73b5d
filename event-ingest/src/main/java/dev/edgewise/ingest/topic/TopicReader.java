/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.Backoff;
import dev.edgewise.ingest.kafka.Consumers;
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
 * Reads a whole topic, of events or of whatever its handler makes of it: every partition from its
 * beginning, or from a time on, and then on as it grows, by itself and without a group, for whoever
 * keeps a local index of it. Records that aren't what they should be are passed over and counted.
 * After an interruption it goes on where it was; when the topic was created anew, also while it is
 * read, from that one's beginning. The handler runs on the reader's one platform thread; the public
 * methods are for any thread.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final KafkaSettings settings;
  private final String topic;
  private final Reading reading;
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
  private volatile @Nullable String problem;
  private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<byte[], byte[]> consumer;

  /** Makes of a record what is to be done with it. */
  @FunctionalInterface
  private interface Reading {
    Runnable of(String topicId, ConsumerRecord<byte[], byte[]> record) throws BadEventException;
  }

  /** A reader of events that has not started. */
  public TopicReader(KafkaSettings settings, String topic, Consumer<PositionedEvent> handler) {
    this(
        settings,
        topic,
        (topicId, record) -> {
          PositionedEvent event = RecordDecoder.of(topicId).decode(record);
          return () -> handler.accept(event);
        },
        null,
        null);
  }

  /**
   * A reader of records' values, whose form is the caller's, that has not started.
   *
   * @param topic created when missing
   * @param retention for how long the topic is to keep records, if it has to be created
   * @param from the broker's time from which on records are read
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
          return () -> handler.accept(value);
        },
        retention,
        from);
  }

  private TopicReader(
      KafkaSettings settings,
      String topic,
      Reading reading,
      @Nullable Duration retention,
      @Nullable Instant from) {
    this.settings = settings;
    this.topic = topic;
    this.reading = reading;
    this.retention = retention;
    this.from = from;
    this.thread = Thread.ofPlatform().name("topic-reader").unstarted(this::run);
  }

  /** Begins to read; returns at once, whether or not Kafka is there. */
  public void start() {
    thread.start();
  }

  /** Done when everything has been handled that stood in the topic when reading began. */
  public CompletableFuture<Void> caughtUp() {
    return caughtUp.copy();
  }

  /** Records given to the handler so far. */
  public long read() {
    return read.get();
  }

  /** Records passed over so far because they are not what they should be. */
  public long skipped() {
    return skipped.get();
  }

  /** Records so far that the handler threw at; the reader went on. */
  public long handlerFailures() {
    return handlerFailures.get();
  }

  /** What is wrong with Kafka now, or null. */
  public @Nullable String problem() {
    return problem;
  }

  private void run() {
    while (!closing) {
      session();
    }
    caughtUp.cancel(false);
  }

  private void session() {
    var opened = Consumers.alone(settings);
    consumer = opened;
    try (TopicIdentity identity = begin(opened)) {
      while (!closing) {
        read(opened, identity);
        observe();
      }
    } catch (WakeupException e) {
      // closing
    } catch (RuntimeException e) {
      problem = IngestState.oneLine(e);
      LOG.warn("reading {}: {}; trying on", topic, problem);
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

  /** Takes every partition, at the place reached before or at the beginning. */
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
    List<TopicPartition> partitions =
        opened.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    opened.assign(partitions);
    Map<TopicPartition, Long> beginnings = TopicScan.starts(opened, partitions, from);
    beginnings.forEach((p, first) -> opened.seek(p, next.getOrDefault(p, first)));
    if (!caughtUp.isDone()) {
      goals = opened.endOffsets(partitions);
    }
    problem = null;
    backoff.reset();
    return new TopicIdentity(settings, topic, id);
  }

  private void handle(ConsumerRecord<byte[], byte[]> record) {
    Runnable handling;
    try {
      handling = reading.of(topicId, record);
    } catch (BadEventException e) {
      skipped.incrementAndGet();
      return;
    }
    try {
      handling.run();
      read.incrementAndGet();
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

  /** Stops reading; when this returns within its ten seconds, the handler is not called again. */
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

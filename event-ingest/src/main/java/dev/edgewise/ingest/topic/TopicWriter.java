/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.kafka.Backoff;
import dev.edgewise.ingest.kafka.KafkaOutage;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.ingest.update.IngestState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to one topic and never blocks the caller: offered records go through a bounded queue, and
 * are dropped and counted when it is full. A daemon thread writes them, and retries while Kafka is
 * away; unacknowledged records may then be written twice or in another order. Connects at the first
 * record, and creates a missing topic. Public methods are thread-safe.
 */
public final class TopicWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);
  private static final Duration FLUSH = Duration.ofSeconds(9);
  private static final Duration END = Duration.ofSeconds(1);
  private static final int AT_ONCE = 500;

  private final KafkaSettings settings;
  private final String topic;
  private final Duration retention;
  private final BlockingQueue<ProducerRecord<byte[], byte[]>> queue;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Deque<ProducerRecord<byte[], byte[]>> batch = new ArrayDeque<>();
  private final Thread thread;
  private @Nullable Producer<byte[], byte[]> producer;
  private final KafkaOutage outage = new KafkaOutage();
  private volatile boolean closing;
  private volatile boolean ended;

  /**
   * A writer that accepts records at once, whether or not Kafka is available.
   *
   * @param capacity the greatest number of records that may wait
   * @param retention how long a new topic keeps records
   */
  public TopicWriter(KafkaSettings settings, String topic, int capacity, Duration retention) {
    this.settings = settings;
    this.topic = topic;
    this.retention = retention;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.thread = Thread.ofPlatform().daemon().name("topic-writer").start(this::run);
  }

  /**
   * Queues a record for writing and returns at once.
   *
   * @param key determines the partition; records of one key keep their order
   * @param value the caller must not change it any more
   * @return whether the record was queued; false when the queue is full or the writer is closed
   */
  public boolean offer(String key, byte[] value) {
    // A record equals no other one, since arrays are compared by identity.
    var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    boolean taken = !closing && queue.offer(record);
    if (taken && ended && queue.remove(record)) { // the writing thread had ended before
      taken = false;
    }
    if (!taken) {
      dropped.incrementAndGet();
    }
    return taken;
  }

  /** Returns the number of records that were not queued. */
  public long dropped() {
    return dropped.get();
  }

  /** Returns the number of records that every in-sync replica has. */
  public long written() {
    return written.get();
  }

  /** Returns the number of queued records that Kafka refused, or that closing cut off. */
  public long failed() {
    return failed.get();
  }

  private void run() {
    try {
      while (!(closing && queue.isEmpty() && batch.isEmpty())) {
        fill();
        if (!attempt() && closing) {
          break; // Kafka is away, and waiting would only delay the closing
        }
      }
    } catch (InterruptedException | InterruptException e) {
      // closing took too long
    } finally {
      ended = true;
      List<ProducerRecord<byte[], byte[]>> left = new ArrayList<>(batch);
      queue.drainTo(left);
      failed.addAndGet(left.size());
      disconnect();
    }
  }

  private void fill() throws InterruptedException {
    if (batch.isEmpty()) {
      ProducerRecord<byte[], byte[]> first = queue.poll(100, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, AT_ONCE - 1);
      }
    }
  }

  /**
   * Writes the batch, and keeps the records that must be sent again; returns whether all is done.
   */
  private boolean attempt() throws InterruptedException {
    if (batch.isEmpty()) {
      return true;
    }
    try {
      send(connected());
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      away(e);
    }
    if (batch.isEmpty()) {
      back();
      return true;
    }
    disconnect();
    backoff.pause(() -> closing);
    return false;
  }

  private void send(Producer<byte[], byte[]> to) throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
    for (ProducerRecord<byte[], byte[]> record : batch) {
      Future<RecordMetadata> future = to.send(record);
      sent.add(future);
      if (future.state() == Future.State.FAILED && Producers.isOutage(future.exceptionNow())) {
        break; // each further record would block as long as this one did
      }
    }
    Iterator<ProducerRecord<byte[], byte[]>> records = batch.iterator();
    for (Future<RecordMetadata> future : sent) {
      var _ = records.next();
      if (settled(future)) {
        records.remove();
      }
    }
  }

  private boolean settled(Future<RecordMetadata> future) throws InterruptedException {
    try {
      var _ = future.get();
      written.incrementAndGet();
      return true;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (Producers.isOutage(cause)) {
        away(cause);
        return false;
      }
      failed.incrementAndGet();
      LOG.warn("{} did not take a record: {}", topic, IngestState.oneLine(cause));
      return true;
    }
  }

  private Producer<byte[], byte[]> connected() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      var _ = Topics.ensure(settings, Set.of(topic), retention);
      current = Producers.open(settings);
      producer = current;
    }
    return current;
  }

  private void disconnect() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private void away(Throwable cause) {
    outage.met(IngestState.oneLine(cause));
  }

  private void back() {
    outage.over();
    backoff.reset();
  }

  /** Accepts no more records and writes waiting ones for ten seconds at most; drops the rest. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(FLUSH)) {
        thread.interrupt();
        var _ = thread.join(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

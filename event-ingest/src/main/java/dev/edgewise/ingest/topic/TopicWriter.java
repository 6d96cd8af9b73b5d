/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.kafka.Backoff;
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
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to one topic without ever making the caller wait: what is offered goes through a bounded
 * queue, and is dropped and counted when that is full. While Kafka is away its own daemon thread
 * tries on; what was on its way then may be written twice or in another order. Connects with the
 * first record, and creates the topic when it is missing. The public methods are for any thread.
 */
public final class TopicWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);
  private static final Duration FLUSH = Duration.ofSeconds(9);
  private static final Duration END = Duration.ofSeconds(1);
  private static final int AT_ONCE = 500;

  private final KafkaSettings settings;
  private final String topic;
  private final Duration retention;
  private final BlockingQueue<Entry> queue;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Deque<Entry> batch = new ArrayDeque<>();
  private final Thread thread;
  private @Nullable Producer<byte[], byte[]> producer;
  private @Nullable String problem;
  private volatile boolean closing;
  private volatile boolean ended;

  /**
   * A writer, ready for offers whether or not Kafka is there.
   *
   * @param capacity how many records may wait
   * @param retention for how long the topic is to keep records, if it has to be created
   */
  public TopicWriter(KafkaSettings settings, String topic, int capacity, Duration retention) {
    this.settings = settings;
    this.topic = topic;
    this.retention = retention;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.thread = Thread.ofPlatform().daemon().name("topic-writer").start(this::run);
  }

  /** Told apart by identity. */
  private static final class Entry {
    private final String key;
    private final byte[] value;

    private Entry(String key, byte[] value) {
      this.key = key;
      this.value = value;
    }
  }

  /**
   * Hands a record over to be written and returns at once.
   *
   * @param key decides on the partition; those of one key keep their order
   * @param value must not be changed any more
   * @return whether it was taken; false when the queue is full or this is closed
   */
  public boolean offer(String key, byte[] value) {
    Entry entry = new Entry(key, value);
    boolean taken = !closing && queue.offer(entry);
    if (taken && ended && queue.remove(entry)) { // nobody was left to take it out
      taken = false;
    }
    if (!taken) {
      dropped.incrementAndGet();
    }
    return taken;
  }

  /** Records so far that weren't taken. */
  public long dropped() {
    return dropped.get();
  }

  /** Records so far that every in-sync replica has. */
  public long written() {
    return written.get();
  }

  /** Records so far that were taken but refused by Kafka, or not written when this was closed. */
  public long failed() {
    return failed.get();
  }

  private void run() {
    try {
      while (!(closing && queue.isEmpty() && batch.isEmpty())) {
        fill();
        if (!attempt() && closing) {
          break; // Kafka is away: waiting would only hold up whoever closes
        }
      }
    } catch (InterruptedException | InterruptException e) {
      // closing has taken too long
    } finally {
      ended = true;
      List<Entry> left = new ArrayList<>(batch);
      queue.drainTo(left);
      failed.addAndGet(left.size());
      disconnect();
    }
  }

  private void fill() throws InterruptedException {
    if (batch.isEmpty()) {
      Entry first = queue.poll(100, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, AT_ONCE - 1);
      }
    }
  }

  /** Writes the batch; what of it has to be tried again stays there. False when there is such. */
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
    for (Entry entry : batch) {
      byte[] key = entry.key.getBytes(StandardCharsets.UTF_8);
      Future<RecordMetadata> future = to.send(new ProducerRecord<>(topic, key, entry.value));
      sent.add(future);
      if (future.state() == Future.State.FAILED && again(future.exceptionNow())) {
        break; // each further one would block as long as this one did
      }
    }
    Iterator<Entry> entries = batch.iterator();
    for (Future<RecordMetadata> future : sent) {
      var _ = entries.next();
      if (settled(future)) {
        entries.remove();
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
      if (again(cause)) {
        away(cause);
        return false;
      }
      failed.incrementAndGet();
      LOG.warn("{} did not take a record: {}", topic, IngestState.oneLine(cause));
      return true;
    }
  }

  /** Whether the fault is Kafka's state and not the record. */
  private static boolean again(Throwable failure) {
    return failure instanceof RetriableException
        || failure instanceof AuthenticationException
        || failure instanceof AuthorizationException
        || !(failure instanceof ApiException);
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
    if (problem == null) {
      problem = IngestState.oneLine(cause);
      LOG.warn("writing {}: {}; trying on", topic, problem);
    }
  }

  private void back() {
    if (problem != null) {
      problem = null;
      LOG.info("writing {}: Kafka answers again; {} dropped so far", topic, dropped.get());
    }
    backoff.reset();
  }

  /** Takes nothing more and writes what waits, for at most ten seconds; then gives the rest up. */
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

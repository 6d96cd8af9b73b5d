/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events topic into profiles: a consumer of the group that reads, applies by user and
 * commits, in this order, so that a crash repeats work and never loses any; the store makes
 * repetition harmless. Records that aren't events go to the dead-letter topic and the partition
 * goes on. While the store fails, nothing is skipped and nothing is committed: it is tried again,
 * with growing pauses, for as long as it takes. Runs on one platform thread of its own; the public
 * methods are for any thread.
 */
public final class ProfileUpdater implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(15);
  private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();

  private final KafkaSettings settings;
  private final Progress progress;
  private final UserBatches store;
  private final DeadLetters deadLetters;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final PendingBatch pending = new PendingBatch();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private long lastProbe;

  /** An updater that has not started; the store stays the caller's to close, after this. */
  public ProfileUpdater(KafkaSettings settings, ProfileStore store) {
    this(settings, store, profile -> {});
  }

  /**
   * An updater that also tells of what it applied.
   *
   * @param onApplied given the profile of each user of a batch after the batch was applied, changed
   *     by it or not; called on the updater's thread, so it must return at once; what it throws is
   *     logged and hurts nothing
   */
  public ProfileUpdater(
      KafkaSettings settings, ProfileStore store, java.util.function.Consumer<Profile> onApplied) {
    this(settings, store, onApplied, InstantSource.system());
  }

  ProfileUpdater(
      KafkaSettings settings,
      ProfileStore store,
      java.util.function.Consumer<Profile> onApplied,
      InstantSource clock) {
    this.settings = settings;
    this.progress = new Progress(clock);
    this.store = new UserBatches(store, onApplied);
    this.deadLetters = new DeadLetters(settings);
    this.thread = Thread.ofPlatform().name("profile-updater").unstarted(this::run);
  }

  /** Begins to read, where the group left off; returns at once, whether or not Kafka is there. */
  public void start() {
    progress.running(true);
    thread.start();
  }

  /** Events of this instance's partitions that aren't applied yet; -1 while that is unknown. */
  public long lag() {
    return status().lag();
  }

  /** Records moved to the dead-letter topic since the start. */
  public long deadLetters() {
    return status().deadLetters();
  }

  /** How it is doing, for health checks. */
  public IngestStatus status() {
    return progress.status();
  }

  private void run() {
    try {
      while (!closing) {
        session();
      }
    } finally {
      progress.running(false);
      deadLetters.close();
    }
  }

  /** One consumer's life; whatever ends it, the next begins at the last commit. */
  private void session() {
    pending.clear();
    Consumer<byte[], byte[]> opened = Consumers.inGroup(settings);
    consumer = opened;
    try {
      consume(opened);
    } catch (WakeupException e) {
      // closing
    } catch (RuntimeException e) {
      progress.kafkaFailed(e);
      backoff.pause(() -> closing);
    } finally {
      Consumers.close(opened);
    }
  }

  private void consume(Consumer<byte[], byte[]> from) {
    Map<String, String> ids =
        Topics.ensure(settings, Set.of(settings.eventsTopic(), settings.deadLetterTopic()));
    RecordDecoder decoder = new RecordDecoder(ids.getOrDefault(settings.eventsTopic(), ""));
    from.subscribe(List.of(settings.eventsTopic()), new Rebalance());
    while (!closing) {
      read(from, decoder, POLL);
      settle(from, decoder);
      observe(from);
    }
  }

  private void read(Consumer<byte[], byte[]> from, RecordDecoder decoder, Duration bound) {
    for (ConsumerRecord<byte[], byte[]> record : from.poll(bound)) {
      pending.add(record, decoder);
    }
  }

  /** Applies everything pending, however long it takes, then commits. */
  private void settle(Consumer<byte[], byte[]> from, RecordDecoder decoder) {
    if (pending.isEmpty()) {
      return;
    }
    while (!attempt()) {
      if (closing) {
        return;
      }
      from.pause(from.assignment()); // polling on keeps the place in the group
      read(from, decoder, backoff.next());
    }
    backoff.reset();
    from.resume(from.paused());
    commit(from);
  }

  private boolean attempt() {
    sendLetters();
    return store.apply(pending, progress);
  }

  private void sendLetters() {
    int letters = pending.letters().size();
    if (letters > 0) {
      deadLetters.send(pending.letters());
      pending.letters().clear();
      progress.deadLetters(letters);
    }
  }

  private void commit(Consumer<byte[], byte[]> from) {
    try {
      from.commitSync();
      progress.kafkaAnswered();
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // the partitions have moved on: whoever has them now repeats this work, without effect
    }
  }

  /** Now and then asks the broker, since a poll says nothing when there is none. */
  private void observe(Consumer<byte[], byte[]> from) {
    Set<TopicPartition> assigned = from.assignment();
    if (System.nanoTime() - lastProbe > PROBE_NANOS || status().partitions() != assigned.size()) {
      probe(from, assigned);
      lastProbe = System.nanoTime();
    } else if (!assigned.isEmpty()) {
      long lag = assigned.stream().mapToLong(p -> from.currentLag(p).orElse(0)).sum();
      progress.lag(assigned.size(), lag);
    }
  }

  private void probe(Consumer<byte[], byte[]> from, Set<TopicPartition> assigned) {
    try {
      if (assigned.isEmpty()) {
        from.partitionsFor(settings.eventsTopic());
        progress.lag(0, -1);
      } else {
        Map<TopicPartition, Long> ends = from.endOffsets(assigned);
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
          lag += Math.max(0, end.getValue() - from.position(end.getKey()));
        }
        progress.lag(assigned.size(), lag);
      }
      progress.kafkaAnswered();
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      progress.kafkaFailed(e);
    }
  }

  /** Stops reading, finishes what is under way, leaves the group; within some 15 seconds. */
  @Override
  public void close() {
    closing = true;
    Consumer<byte[], byte[]> current = consumer;
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

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      pending.drop(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // reading begins at the group's commit
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      pending.drop(partitions);
    }
  }
}

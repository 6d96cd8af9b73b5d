/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.Backoff;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.ingest.kafka.TopicReplacedException;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events topic and applies its events to profiles, each exactly once in effect, even if
 * processes are killed. Repetition is harmless, since the store ignores events that a profile
 * already has. Nothing is lost, since reading starts at the store's own checkpoint, minus a margin.
 * While the store fails, the updater retries with growing pauses and skips nothing; when the store
 * may have lost writes, the updater reads again from the checkpoint. Records that can't be applied
 * go to the dead-letter topic.
 *
 * <p>The updater is a member of a consumer group and has two platform threads, one for Kafka and
 * one for the store. Public methods are thread-safe.
 */
public final class ProfileUpdater implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileUpdater.class);
  private static final long STEADY_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration CLOSE = Duration.ofSeconds(15);

  private final KafkaSettings settings;
  private final IngestParts parts;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final Thread thread;
  private volatile boolean closing;

  /** An updater that has not started. The caller closes the store, after the updater. */
  public ProfileUpdater(KafkaSettings settings, ProfileStore store) {
    this(settings, store, event -> Optional.empty(), profile -> {}, IngestListener.NONE);
  }

  /**
   * An updater that reports its work. It calls both listeners on its thread, so they must return at
   * once; it logs their exceptions and continues.
   *
   * @param check events that it objects to go to the dead-letter topic
   * @param onApplied receives the profile of each user of an applied batch, changed or not
   * @param listener receives batches, rewinds and truncations
   */
  public ProfileUpdater(
      KafkaSettings settings,
      ProfileStore store,
      RecordDecoder.Check check,
      java.util.function.Consumer<Profile> onApplied,
      IngestListener listener) {
    this(settings, store, check, onApplied, listener, InstantSource.system());
  }

  ProfileUpdater(
      KafkaSettings settings,
      ProfileStore store,
      RecordDecoder.Check check,
      java.util.function.Consumer<Profile> onApplied,
      IngestListener listener,
      InstantSource clock) {
    this.settings = settings;
    IngestNotifier notifier = new IngestNotifier(new IngestState(clock), onApplied, listener);
    this.parts =
        new IngestParts(
            settings,
            store,
            check,
            new UserBatches(store),
            new DeadLetters(settings, clock),
            notifier,
            clock);
    this.thread = Thread.ofPlatform().name("profile-updater").unstarted(this::run);
  }

  /** Starts to read; returns at once, whether or not Kafka is available. */
  public void start() {
    parts.progress().running(true);
    thread.start();
  }

  /** Returns the status, for health checks. */
  public IngestStatus status() {
    return parts.progress().status();
  }

  private void run() {
    try {
      while (!closing) {
        session();
      }
    } finally {
      parts.progress().running(false);
      parts.batches().close();
      parts.deadLetters().close();
    }
  }

  /** Runs one consumer until it fails or the updater closes; the next one starts from the store. */
  private void session() {
    long begun = System.nanoTime();
    try (TopicIdentity topic = topic()) {
      Consumer<byte[], byte[]> consumer = Consumers.forProfiles(settings);
      try {
        new UpdateLoop(parts, consumer, topic, () -> closing).run();
      } finally {
        Consumers.close(consumer);
      }
    } catch (TopicReplacedException e) {
      LOG.warn("{}; reading the new topic from its checkpoint", e.getMessage());
      backoff.pause(() -> closing);
    } catch (RuntimeException e) {
      parts.progress().kafkaFailed(e);
      if (System.nanoTime() - begun > STEADY_NANOS) {
        backoff.reset();
      }
      backoff.pause(() -> closing);
    }
    parts.progress().partitions(List.of());
  }

  private TopicIdentity topic() {
    String topic = settings.eventsTopic();
    Map<String, String> ids = Topics.ensure(settings, Set.of(topic, settings.deadLetterTopic()));
    return new TopicIdentity(settings, topic, ids.getOrDefault(topic, ""));
  }

  /** Stops reading, settles the records read so far, and leaves the group, within 15 seconds. */
  @Override
  public void close() {
    closing = true;
    try {
      if (thread.isAlive() && !thread.join(CLOSE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

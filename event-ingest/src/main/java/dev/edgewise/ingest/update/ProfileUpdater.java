/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

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
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the events topic into profiles, each event exactly once in effect, whatever is killed:
 * repetition is harmless, since the store passes over what a profile has, and nothing is lost,
 * since reading begins where the store itself says, rewound by a margin. While the store fails,
 * nothing is skipped: it is tried again, with growing pauses, for as long as it takes; when it may
 * have lost its latest, everything is read again from there. Records that can't be applied go to
 * the dead-letter topic and the partition goes on.
 *
 * <p>A member of the group with one platform thread of its own and another for the store; the
 * public methods are for any thread.
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
    this(settings, store, onApplied, IngestListener.NONE);
  }

  /**
   * An updater that tells of all that it does.
   *
   * @param onApplied as above
   * @param listener hears of batches, rewinds and truncations, on the updater's thread
   */
  public ProfileUpdater(
      KafkaSettings settings,
      ProfileStore store,
      java.util.function.Consumer<Profile> onApplied,
      IngestListener listener) {
    this(settings, store, onApplied, listener, InstantSource.system());
  }

  ProfileUpdater(
      KafkaSettings settings,
      ProfileStore store,
      java.util.function.Consumer<Profile> onApplied,
      IngestListener listener,
      InstantSource clock) {
    this.settings = settings;
    IngestNotifier notifier = new IngestNotifier(new IngestState(clock), onApplied, listener);
    this.parts = new IngestParts(settings, store, notifier, clock);
    this.thread = Thread.ofPlatform().name("profile-updater").unstarted(this::run);
  }

  /** Begins to read, where the store says; returns at once, whether or not Kafka is there. */
  public void start() {
    parts.progress().running(true);
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

  /** One consumer's life; whatever ends it, the next begins where the store says. */
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
      LOG.warn("{}; it is read from where the store says of it", e.getMessage());
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

  /** Stops reading, settles what was read, leaves the group; within some 15 seconds. */
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

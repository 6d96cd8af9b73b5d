/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.profile.store.ProfileStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Applies events again: dead letters, or events of the log from some time on. Each method blocks
 * until the end; an interruption stops it early and cleanly. Immutable. Two simultaneous replays of
 * dead letters send the same letters twice, which has no further effect while the user's profile
 * remembers the event.
 */
public final class Replay {
  private final KafkaSettings settings;
  private final InstantSource clock;
  private final ReplayOptions options;

  public Replay(KafkaSettings settings, ReplayOptions options) {
    this(settings, options, InstantSource.system());
  }

  Replay(KafkaSettings settings, ReplayOptions options, InstantSource clock) {
    this.settings = settings;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Sends dead letters that are valid events now to the end of the events topic, unchanged. A
   * letter is sent successfully only once. All other letters stay, and each replay checks them
   * again.
   *
   * @throws IngestException when Kafka can't be used, or the topic does not exist
   */
  public ReplayReport deadLetters() {
    try (DeadLetterReplay replay = new DeadLetterReplay(settings, options, clock)) {
      return replay.run();
    }
  }

  /**
   * Applies the log's events from a time on, up to its present end, at their own positions. Events
   * that a profile already has change nothing. If the store's checkpoint is earlier, the replay
   * starts there, since a profile that has later events can't apply earlier ones. If it starts at
   * the log's beginning, for one user, it makes a profile again that began after some of its
   * events, because the store had lost an earlier one.
   *
   * @param time the time, by the broker's clock, at which the broker accepted the event
   * @throws IngestException when Kafka can't be used, or the topic does not exist
   * @throws dev.edgewise.profile.store.ProfileStoreException when the store can't be reached, or
   *     may have lost writes during the replay; repeating the replay is safe
   */
  public ReplayReport from(Instant time, ProfileStore store) {
    try (LogReplay replay = new LogReplay(settings, options, store)) {
      return replay.run(time);
    }
  }
}

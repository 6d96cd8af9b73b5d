/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.profile.store.ProfileStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Brings events to profiles once more: those that became dead letters, or those of the log from
 * some time on. Blocks until it is done; an interruption ends it early and in good order.
 * Immutable, but two replays of dead letters at once send the same letters twice, which counts once
 * as long as the user's profile remembers the event.
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
   * Sends dead letters that are events by now to the events topic again, unchanged, at its end.
   * Those that were sent once are never sent again; the others stay, and are looked at each time.
   *
   * @throws IngestException when Kafka can't be used, or there is no such topic
   */
  public ReplayReport deadLetters() {
    try (DeadLetterReplay replay = new DeadLetterReplay(settings, options, clock)) {
      return replay.run();
    }
  }

  /**
   * Applies the log's events from a time on, up to its present end, at their own positions: what a
   * profile has already changes nothing. It begins earlier where the store's checkpoint does, since
   * a profile that was given later events can't take earlier ones any more.
   *
   * @param time by the broker's clock, when the event was taken
   * @throws IngestException when Kafka can't be used, or there is no such topic
   * @throws dev.edgewise.profile.store.ProfileStoreException when the store can't be reached, or
   *     may have lost its latest meanwhile; running it again is safe
   */
  public ReplayReport from(Instant time, ProfileStore store) {
    try (LogReplay replay = new LogReplay(settings, options, store)) {
      return replay.run(time);
    }
  }
}

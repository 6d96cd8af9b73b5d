/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.profile.store.ProfileStore;
import java.time.InstantSource;

/** What an updater works with, through all sessions with Kafka. */
record IngestParts(
    KafkaSettings settings,
    ProfileStore store,
    UserBatches batches,
    DeadLetters deadLetters,
    IngestNotifier listening,
    InstantSource clock) {

  IngestParts(
      KafkaSettings settings, ProfileStore store, IngestNotifier listening, InstantSource clock) {
    this(
        settings,
        store,
        new UserBatches(store),
        new DeadLetters(settings, clock),
        listening,
        clock);
  }

  IngestState progress() {
    return listening.progress();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.profile.store.ProfileStore;
import java.time.InstantSource;

/** The components of an updater, which outlive each session with Kafka. */
record IngestParts(
    KafkaSettings settings,
    ProfileStore store,
    RecordDecoder.Check check,
    UserBatches batches,
    DeadLetters deadLetters,
    IngestNotifier listening,
    InstantSource clock) {
  IngestState progress() {
    return listening.progress();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a {@link ProfileUpdater}.
 *
 * @param running whether its thread is running
 * @param progress the progress in each assigned partition, by number
 * @param applied events that the store applied since the start, repeated ones included
 * @param deadLetters records moved to the dead-letter topic since the start
 * @param rewinds number of rewinds since the start, each because the store may have lost writes
 * @param truncations number of times since the start that a log had lost applied records
 * @param storeFailures failed attempts to apply events since the start; each is repeated
 * @param lastAnswer the time of Kafka's last answer, or null before the first
 * @param kafkaProblem the present problem with Kafka, or null
 * @param storeProblem the present problem with the store, or null
 * @param storeWarning what may cost the store its profiles, or null
 * @param storeLoss what the store has lost and not got back, or null
 */
public record IngestStatus(
    boolean running,
    List<PartitionProgress> progress,
    long applied,
    long deadLetters,
    long rewinds,
    long truncations,
    long storeFailures,
    @Nullable Instant lastAnswer,
    @Nullable String kafkaProblem,
    @Nullable String storeProblem,
    @Nullable String storeWarning,
    @Nullable String storeLoss) {

  public IngestStatus {
    progress = List.copyOf(progress);
  }

  /** Returns the number of assigned partitions. */
  public int partitions() {
    return progress.size();
  }

  /** Returns the number of events in these partitions that are not applied; -1 while unknown. */
  public long lag() {
    if (progress.isEmpty() || progress.stream().anyMatch(p -> p.lag() < 0)) {
      return -1;
    }
    return progress.stream().mapToLong(PartitionProgress::lag).sum();
  }

  /**
   * Returns the number of events that are left to read again, since the profiles had an earlier
   * format.
   */
  public long toRebuild() {
    return progress.stream().mapToLong(PartitionProgress::toRebuild).sum();
  }

  /** Returns whether events are getting into profiles now. */
  public boolean healthy() {
    return running
        && lastAnswer != null
        && kafkaProblem == null
        && storeProblem == null
        && storeLoss == null;
  }
}

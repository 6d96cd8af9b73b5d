/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ProfileUpdater} is doing.
 *
 * @param running whether its thread is at work
 * @param progress of each partition that is assigned to it now, by number
 * @param applied events handed to the store with success since the start, repeated ones included
 * @param deadLetters records that could not be applied, moved to the dead-letter topic since the
 *     start
 * @param rewinds times since the start that it went back because the store may have lost its latest
 * @param truncations times since the start that a log was found to end before what had been applied
 * @param storeFailures attempts to store that failed since the start; each is repeated
 * @param lastAnswer when Kafka last answered, or null when it never did
 * @param kafkaProblem what is wrong with Kafka now, or null
 * @param storeProblem what is wrong with the store now, or null
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
    @Nullable String storeProblem) {

  public IngestStatus {
    progress = List.copyOf(progress);
  }

  /** How many partitions are assigned to it now. */
  public int partitions() {
    return progress.size();
  }

  /** Events of those not applied yet; -1 while unknown. */
  public long lag() {
    if (progress.isEmpty() || progress.stream().anyMatch(p -> p.lag() < 0)) {
      return -1;
    }
    return progress.stream().mapToLong(PartitionProgress::lag).sum();
  }

  /** Whether events get into profiles now. */
  public boolean healthy() {
    return running && lastAnswer != null && kafkaProblem == null && storeProblem == null;
  }
}

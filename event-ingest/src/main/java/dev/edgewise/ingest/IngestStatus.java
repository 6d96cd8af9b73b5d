/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ProfileUpdater} is doing.
 *
 * @param running whether its thread is at work
 * @param partitions how many are assigned to it now
 * @param lag events of those not applied yet; -1 while unknown
 * @param applied events handed to the store with success since the start, repeated ones included
 * @param deadLetters records that were no events, moved to the dead-letter topic since the start
 * @param storeFailures attempts to store that failed since the start; each is repeated
 * @param lastAnswer when Kafka last answered, or null when it never did
 * @param kafkaProblem what is wrong with Kafka now, or null
 * @param storeProblem what is wrong with the store now, or null
 */
public record IngestStatus(
    boolean running,
    int partitions,
    long lag,
    long applied,
    long deadLetters,
    long storeFailures,
    @Nullable Instant lastAnswer,
    @Nullable String kafkaProblem,
    @Nullable String storeProblem) {

  /** Whether events get into profiles now. */
  public boolean healthy() {
    return running && lastAnswer != null && kafkaProblem == null && storeProblem == null;
  }
}

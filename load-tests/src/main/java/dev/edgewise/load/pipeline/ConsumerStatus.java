/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.pipeline;

import dev.edgewise.ingest.IngestStatus;

/**
 * How a consumer's process is doing.
 *
 * @param partitions how many are assigned to it
 * @param lag events of those not applied yet; -1 while unknown
 * @param applied events applied since its start, repeated ones included
 * @param deadLetters records moved to the dead-letter topic since its start
 * @param storeFailures attempts to store that failed since its start
 */
public record ConsumerStatus(
    int partitions, long lag, long applied, long deadLetters, long storeFailures) {

  static ConsumerStatus of(IngestStatus status) {
    return new ConsumerStatus(
        status.partitions(),
        status.lag(),
        status.applied(),
        status.deadLetters(),
        status.storeFailures());
  }

  /** One line; {@link #parse} gives it back. */
  String format() {
    return partitions + " " + lag + " " + applied + " " + deadLetters + " " + storeFailures;
  }

  static ConsumerStatus parse(String line) {
    String[] words = line.split(" ", 5);
    return new ConsumerStatus(
        Integer.parseInt(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]));
  }
}

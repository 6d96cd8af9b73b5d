/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.pipeline;

import dev.edgewise.ingest.update.IngestStatus;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a consumer's process is doing.
 *
 * @param partitions how many are assigned to it
 * @param lag events of those not applied yet; -1 while unknown
 * @param applied events applied since its start, repeated ones included
 * @param deadLetters records moved to the dead-letter topic since its start
 * @param storeFailures attempts to store that failed since its start
 * @param rewinds times since its start that it went back, its store having perhaps lost something
 */
public record ConsumerStatus(
    int partitions, long lag, long applied, long deadLetters, long storeFailures, long rewinds) {

  static ConsumerStatus of(IngestStatus status) {
    return new ConsumerStatus(
        status.partitions(),
        status.lag(),
        status.applied(),
        status.deadLetters(),
        status.storeFailures(),
        status.rewinds());
  }

  /** One line; {@link #parse} gives it back. */
  String format() {
    return Stream.of(partitions, lag, applied, deadLetters, storeFailures, rewinds)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  static ConsumerStatus parse(String line) {
    String[] words = line.split(" ", 6);
    return new ConsumerStatus(
        Integer.parseInt(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]));
  }
}

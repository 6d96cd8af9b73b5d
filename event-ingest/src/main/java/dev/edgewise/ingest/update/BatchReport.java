/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one batch of records.
 *
 * @param counts records by outcome and by their event's type; the type is empty where a record was
 *     no event. Types are whatever was sent, so there may be any number of them
 * @param events how many were events
 * @param users how many users these were of
 * @param atStore how long the store took, all attempts together
 * @param ages of applied events, from their record's time to now, in milliseconds: how many of each
 * @param traceparents the records' distinct trace contexts (W3C Trace Context), at most 100
 */
public record BatchReport(
    Map<Outcome, Map<String, Long>> counts,
    int events,
    int users,
    Duration atStore,
    Map<Long, Long> ages,
    List<String> traceparents) {
  static final int MOST_TRACES = 100;

  public BatchReport {
    EnumMap<Outcome, Map<String, Long>> all = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      all.put(outcome, Map.copyOf(counts.getOrDefault(outcome, new HashMap<>())));
    }
    counts = Map.copyOf(all);
    ages = Map.copyOf(ages);
    traceparents = List.copyOf(traceparents);
  }

  /** What became of a record. */
  public enum Outcome {
    /** Handed to the store for the first time, as far as is known here. */
    APPLIED,
    /** Handled before and read once more: it changes nothing unless the store had lost it. */
    REPEATED,
    /** Moved to the dead-letter topic. */
    DEAD_LETTER
  }

  /** How many records there were of an outcome. */
  public long count(Outcome outcome) {
    return counts.getOrDefault(outcome, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}

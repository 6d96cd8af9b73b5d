/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one batch of records.
 *
 * @param counts number of records by outcome and event type; the type is empty for a record that is
 *     not an event. Clients may send any types, so their number has no limit
 * @param events number of events
 * @param users number of different users of these events
 * @param atStore time spent at the store, over all attempts
 * @param ages number of applied events by age in milliseconds, from the record's time to now
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

  /** The outcome of a record. */
  public enum Outcome {
    /** Given to the store, as far as is known here for the first time. */
    APPLIED,
    /** Read again after it was handled before; has an effect only if the store had lost it. */
    REPEATED,
    /** Moved to the dead-letter topic. */
    DEAD_LETTER
  }

  /** Returns the number of records with an outcome. */
  public long count(Outcome outcome) {
    return counts.getOrDefault(outcome, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}

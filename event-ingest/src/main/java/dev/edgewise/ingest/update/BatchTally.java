/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.update.BatchReport.Outcome;
import dev.edgewise.profile.PositionedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Counts the outcomes of the records of a batch. Used by one thread. */
final class BatchTally {
  private static final String TRACE = "traceparent";

  private final Map<Outcome, Map<String, Long>> counts = new EnumMap<>(Outcome.class);
  private final Map<Long, Long> ages = new HashMap<>();
  private final Set<String> traces = new LinkedHashSet<>();
  private int events;
  private int users;
  private long nanos;

  /**
   * A record that is an event.
   *
   * @param repeated whether the record was handled before
   */
  record Reading(ConsumerRecord<byte[], byte[]> record, PositionedEvent event, boolean repeated) {}

  /** Adds the trace of a record that has one. */
  void trace(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(TRACE);
    if (header != null && header.value() != null && traces.size() < BatchReport.MOST_TRACES) {
      traces.add(new String(header.value(), StandardCharsets.US_ASCII));
    }
  }

  /** Counts a user's events that the store has applied; {@code millis} is the time since 1970. */
  void applied(List<Reading> readings, long millis) {
    users++;
    events += readings.size();
    for (Reading reading : readings) {
      String type = reading.event().event().type();
      if (reading.repeated()) {
        count(Outcome.REPEATED, type);
      } else {
        count(Outcome.APPLIED, type);
        ages.merge(Math.max(0, millis - reading.record().timestamp()), 1L, Long::sum);
      }
    }
  }

  void refused(List<Reading> readings) {
    users++;
    events += readings.size();
    readings.forEach(reading -> count(Outcome.DEAD_LETTER, reading.event().event().type()));
  }

  /** Counts a record that is not an event. */
  void noEvent(Outcome outcome) {
    count(outcome, "");
  }

  void atStore(long spent) {
    nanos += spent;
  }

  private void count(Outcome outcome, String type) {
    counts.computeIfAbsent(outcome, any -> new HashMap<>()).merge(type, 1L, Long::sum);
  }

  BatchReport report() {
    return new BatchReport(
        counts, events, users, Duration.ofNanos(nanos), ages, List.copyOf(traces));
  }
}

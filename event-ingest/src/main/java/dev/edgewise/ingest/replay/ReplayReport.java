/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a {@link Replay}, or the expected result after a dry run.
 *
 * @param read number of records read
 * @param replayed number of events sent or applied again
 * @param changed number of these events that changed a profile; 0 if unknown, as when events are
 *     only sent
 * @param left number of records that were not replayed, by a one-line reason
 * @param complete whether all records were read; false after an interruption, then run it again
 */
public record ReplayReport(
    long read, long replayed, long changed, Map<String, Long> left, boolean complete) {

  public ReplayReport {
    left = Collections.unmodifiableMap(new TreeMap<>(left));
  }

  /** The running counts of a replay. Used by one thread. */
  static final class Counts {
    private static final int MOST_REASONS = 50;
    private static final String OTHER = "for other reasons";

    private final Map<String, Long> left = new TreeMap<>();
    long read;
    long replayed;
    long changed;

    void left(String reason, long records) {
      boolean room = left.containsKey(reason) || left.size() < MOST_REASONS;
      left.merge(room ? reason : OTHER, records, Long::sum);
    }

    ReplayReport report(boolean complete) {
      return new ReplayReport(read, replayed, changed, left, complete);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link Replay} did, or with a dry run would have done.
 *
 * @param read records looked at
 * @param replayed events sent or applied again
 * @param changed events that changed a profile thereby; always 0 where that isn't known, as it
 *     isn't when events are only sent
 * @param left records that were not replayed: how many, by the reason in one line
 * @param complete whether everything was looked at; else it was interrupted, and can be run again
 */
public record ReplayReport(
    long read, long replayed, long changed, Map<String, Long> left, boolean complete) {

  public ReplayReport {
    left = Collections.unmodifiableMap(new TreeMap<>(left));
  }

  /** Counts while a replay goes on. Used by one thread. */
  static final class Counts {
    private static final int MOST_REASONS = 50;
    private static final String OTHER = "for other reasons";

    private final Map<String, Long> left = new TreeMap<>();
    private long read;
    private long replayed;
    private long changed;

    void read(long records) {
      read += records;
    }

    void replayed(long events) {
      replayed += events;
    }

    void changed(long events) {
      changed += events;
    }

    void left(String reason, long records) {
      boolean room = left.containsKey(reason) || left.size() < MOST_REASONS;
      left.merge(room ? reason : OTHER, records, Long::sum);
    }

    ReplayReport report(boolean complete) {
      return new ReplayReport(read, replayed, changed, left, complete);
    }
  }
}

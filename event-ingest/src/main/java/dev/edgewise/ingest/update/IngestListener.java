/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

/**
 * A listener to the progress of ingestion. The updater calls it on its own thread, so it must
 * return at once; the updater logs exceptions and continues.
 */
public interface IngestListener {
  /** A listener that does nothing. */
  IngestListener NONE = new IngestListener() {};

  /** Called when a batch is settled: its events are in profiles or among the dead letters. */
  default void batch(BatchReport report) {}

  /** Called when the store may have lost writes, and records are read again from checkpoints. */
  default void rewound() {}

  /**
   * Called when a log ends before an offset that was already applied, which means lost records.
   *
   * @param records the greatest possible number of lost records
   */
  default void truncated(int partition, long records) {}
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

/**
 * Hears how events get into profiles. Called on the updater's thread, so it must return at once;
 * what it throws is logged and hurts nothing.
 */
public interface IngestListener {
  /** Hears nothing. */
  IngestListener NONE = new IngestListener() {};

  /** A batch is settled: its events are in profiles or among the dead letters. */
  default void batch(BatchReport report) {}

  /** The store may have lost its latest: everything is read again from the checkpoints. */
  default void rewound() {}

  /**
   * A log was found to end before what had been applied of it: records are lost.
   *
   * @param partition which
   * @param records how many at most
   */
  default void truncated(int partition, long records) {}
}

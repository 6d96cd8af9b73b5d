/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

/** A listener for the progress of writing an archive. The writing thread calls it. */
public interface WriteProgress {
  /** Ignores all progress. */
  WriteProgress SILENT = (done, all) -> {};

  /** Reports that {@code done} of {@code all} weights are written. */
  void weights(int done, int all);
}

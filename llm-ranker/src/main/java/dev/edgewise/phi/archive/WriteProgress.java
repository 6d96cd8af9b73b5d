/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

/** Hears how far the writing of an archive has come. Called by the thread that writes. */
public interface WriteProgress {
  /** Tells nobody. */
  WriteProgress SILENT = (done, all) -> {};

  /** So many of all weights are written. */
  void weights(int done, int all);
}

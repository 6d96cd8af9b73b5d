/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import org.jspecify.annotations.Nullable;

/**
 * The options of a replay.
 *
 * @param user replay only this user's events, or null for all users
 * @param dryRun whether to count only and change nothing
 * @param watch receives the progress
 */
public record ReplayOptions(@Nullable String user, boolean dryRun, Watch watch) {

  /** Receives the progress of a replay, on its thread. */
  @FunctionalInterface
  public interface Watch {
    /**
     * Called after each batch of records.
     *
     * @param done number of records read so far, at most {@code total}
     * @param total number of records at the beginning
     */
    void progress(long done, long total);
  }

  boolean wants(String candidate) {
    return user == null || user.equals(candidate);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import org.jspecify.annotations.Nullable;

/**
 * Which events a replay takes, and who hears of its progress.
 *
 * @param user the user whose events are replayed, or null for everybody's
 * @param dryRun whether to count only and change nothing
 * @param watch told how far the replay is
 */
public record ReplayOptions(@Nullable String user, boolean dryRun, Watch watch) {

  /** Hears how far a replay is, every now and then, on its thread. */
  @FunctionalInterface
  public interface Watch {
    /**
     * Called after each batch of records.
     *
     * @param done how many records were looked at; never more than {@code total}
     * @param total how many records were there at the beginning
     */
    void progress(long done, long total);
  }

  boolean wants(String one) {
    return user == null || user.equals(one);
  }
}

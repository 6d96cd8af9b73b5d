/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import dev.edgewise.ingest.replay.ReplayOptions;
import java.io.PrintStream;

/** Prints how far a replay has come, at most once a second. */
public final class ReplayProgress implements ReplayOptions.Watch {
  private static final long SECOND = 1_000_000_000;

  private final PrintStream out;
  private long said = System.nanoTime();

  public ReplayProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void progress(long done, long total) {
    long now = System.nanoTime();
    if (now - said >= SECOND) {
      said = now;
      out.printf("edgewise: %d of %d records%n", done, total);
    }
  }
}

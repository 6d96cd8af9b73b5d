/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import dev.edgewise.phi.archive.WriteProgress;
import java.io.PrintStream;

/** Prints how far an archive has come, at most once a second. */
final class WeightProgress implements WriteProgress {
  private static final long SECOND = 1_000_000_000;

  private final PrintStream out;
  private final long begin = System.nanoTime();
  private long said = begin;
  private int first = -1;

  private WeightProgress(PrintStream out) {
    this.out = out;
  }

  static WeightProgress on(PrintStream out) {
    return new WeightProgress(out);
  }

  @Override
  public void weights(int done, int all) {
    if (first < 0) {
      first = done - 1;
      if (first > 0) {
        out.printf("edgewise: going on behind weight %d of %d%n", first, all);
      }
    }
    long now = System.nanoTime();
    if (now - said >= SECOND || done == all) {
      said = now;
      double left = (double) (now - begin) / (done - first) * (all - done) / SECOND;
      out.printf("edgewise: %d of %d weights, %.0f s left%n", done, all, left);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.progress;

import java.io.PrintStream;
import java.util.Locale;

/** Reports the progress of a long job, with a line every few seconds. Thread-safe. */
public final class Progress {
  private static final long EVERY_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private long lastNanos = System.nanoTime();

  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Prints a line at the end, and otherwise if the last line is at least five seconds old. */
  public synchronized void say(String what, long done, long of) {
    long now = System.nanoTime();
    if (now - lastNanos >= EVERY_NANOS || done == of) {
      lastNanos = now;
      out.printf(Locale.ROOT, "%s %d of %d%n", what, done, of);
    }
  }

  /** Prints a line at once. */
  public synchronized void note(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}

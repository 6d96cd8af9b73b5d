/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.progress;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Prints the progress of a long job: at most one line every five seconds, with the count, the
 * percentage and the time left. A job that takes less time prints its last line only. Calls with
 * the same task name belong to one task; the time left comes from the pace of that task.
 * Thread-safe.
 */
public final class Progress {
  private static final long PERIOD_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final String prefix;
  private final LongSupplier nanoTime;
  private long lastLineNanos;
  private String currentTask = "";
  private long taskBeganNanos;
  private long taskBeganAt;

  /** Prints lines without a prefix. */
  public Progress(PrintStream out) {
    this(out, "");
  }

  /**
   * Prints lines that begin with a prefix.
   *
   * @param prefix for example {@code "edgewise: "}
   */
  public Progress(PrintStream out, String prefix) {
    this(out, prefix, System::nanoTime);
  }

  Progress(PrintStream out, String prefix, LongSupplier nanoTime) {
    this.out = out;
    this.prefix = prefix;
    this.nanoTime = nanoTime;
    this.lastLineNanos = nanoTime.getAsLong();
  }

  /**
   * Reports that some units of a task are done. The last unit always gets a line. A task without
   * any units gets none.
   *
   * @param task the task and its unit, for example {@code "blend: user"}
   */
  public synchronized void say(String task, long done, long total) {
    boolean finished = done == total && total > 0;
    report(task, task + " " + done + " of " + total, done, total, finished);
    if (finished) {
      currentTask = "";
    }
  }

  /**
   * Reports a task whose counted units have an unknown total, such as the events of a file. The
   * percentage comes from the part of the file that is read.
   *
   * @param done bytes read
   * @param total bytes of the file
   */
  public synchronized void say(String task, long count, long done, long total) {
    report(task, String.format(Locale.ROOT, "%s %,d", task, count), done, total, false);
  }

  /**
   * Reports a task that calls this after each unit, and that may resume an earlier run. When the
   * first call isn't about unit 1, an earlier run did the units before, and a line says so at once.
   */
  public synchronized void sayEach(String task, long done, long total) {
    if (!task.equals(currentTask) && done > 1) {
      note("going on behind %s %d of %d", task, done - 1, total);
    }
    say(task, done, total);
  }

  /** Prints a line at once. */
  public synchronized void note(String format, Object... values) {
    out.printf(Locale.ROOT, prefix + format + "%n", values);
  }

  private void report(String task, String line, long done, long total, boolean finished) {
    long now = nanoTime.getAsLong();
    if (!task.equals(currentTask)) {
      currentTask = task;
      taskBeganNanos = now;
      taskBeganAt = done;
    }
    if (total > 0 && (finished || now - lastLineNanos >= PERIOD_NANOS)) {
      lastLineNanos = now;
      note("%s, %d %%%s", line, 100 * done / total, timeLeft(now, done, total));
    }
  }

  private String timeLeft(long now, long done, long total) {
    if (done <= taskBeganAt || done >= total) {
      return "";
    }
    double nanosPerUnit = (double) (now - taskBeganNanos) / (done - taskBeganAt);
    return String.format(Locale.ROOT, ", %.0f s left", nanosPerUnit * (total - done) / 1e9);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Thrown by work whose thread was interrupted, because nobody waits for the result any more. */
public final class WorkCancelledException extends RankerException {
  private static final long serialVersionUID = 1L;

  private WorkCancelledException() {
    super("the work was interrupted");
  }

  /**
   * Returns if the current thread isn't interrupted. Long loops call it: a thread that works for a
   * request is interrupted when the request's deadline passes or its client disconnects.
   *
   * @throws WorkCancelledException otherwise
   */
  public static void check() {
    check(Thread.currentThread());
  }

  /** The same for work that other threads do for this one. */
  public static void check(Thread thread) {
    if (thread.isInterrupted()) {
      throw new WorkCancelledException();
    }
  }
}

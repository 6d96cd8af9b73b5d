/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Thrown by work whose thread was interrupted, because nobody waits for the result any more. */
public final class WorkCancelledException extends RankerException {
  private static final long serialVersionUID = 1L;

  private static final String MESSAGE = "the work was interrupted";

  private WorkCancelledException() {
    super(MESSAGE);
  }

  /** Creates an exception for a thread that was interrupted while it waited. */
  public WorkCancelledException(InterruptedException cause) {
    super(MESSAGE, cause);
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

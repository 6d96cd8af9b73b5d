/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

/** Signals that learning was interrupted; nothing was changed. */
public final class LearningCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LearningCancelledException() {
    super("learning was interrupted");
  }

  /** Throws when the thread for which something is learnt is interrupted; any thread may ask. */
  static void throwIfInterrupted(Thread thread) {
    if (thread.isInterrupted()) {
      throw new LearningCancelledException();
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/**
 * The order in which a model computes waiting calls: interactive ones before those in the
 * background, and of these the ones that are due first (earliest deadline first: Liu and Layland,
 * "Scheduling Algorithms for Multiprogramming in a Hard-Real-Time Environment", JACM 1973).
 *
 * @param interactive whether a user waits for the answer; background work runs only when no
 *     interactive call waits
 * @param due the {@link System#nanoTime} until which the answer is of use. Scoring that has not
 *     begun by then is left out
 */
public record Priority(boolean interactive, long due) {
  private static final long NEVER = Long.MAX_VALUE;

  /** A user waits for the answer, without a time limit. */
  public static final Priority INTERACTIVE = new Priority(true, NEVER);

  /** Work in advance. */
  public static final Priority BACKGROUND = new Priority(false, NEVER);

  /** The same priority, for an answer that is due in this many nanoseconds. */
  public Priority dueIn(long nanos) {
    return new Priority(interactive, System.nanoTime() + nanos);
  }

  boolean before(Priority other) {
    if (interactive != other.interactive) {
      return interactive;
    }
    return due != NEVER && (other.due == NEVER || due - other.due < 0);
  }

  boolean late() {
    return due != NEVER && due - System.nanoTime() < 0;
  }
}

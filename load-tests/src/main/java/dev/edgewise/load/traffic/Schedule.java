/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

/**
 * The times at which requests are due: at even distances, whatever happens to earlier requests.
 *
 * @param begin the time of the first request, by {@link System#nanoTime}
 * @param perSecond requests a second, more than 0
 * @param warmUp seconds at the beginning whose requests don't count
 * @param seconds how long requests count
 */
public record Schedule(long begin, double perSecond, double warmUp, double seconds) {
  private static final double NANOS = 1e9;

  public Schedule {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("requests a second must be more than 0, not " + perSecond);
    }
  }

  /** A schedule that begins now. */
  public static Schedule now(double perSecond, double warmUp, double seconds) {
    return new Schedule(System.nanoTime(), perSecond, warmUp, seconds);
  }

  /** How many requests there are; at least one of them counts. */
  int count() {
    int before = (int) Math.ceil(perSecond * warmUp);
    return before + (int) Math.max(1, Math.round(perSecond * seconds));
  }

  /** When a request is due, from 0. */
  long due(int request) {
    return begin + Math.round(request * (NANOS / perSecond));
  }

  /** Whether a request that is due at a time counts. */
  boolean counts(long due) {
    return due - begin >= Math.round(warmUp * NANOS);
  }

  /** When the next request would be due, or the time is over. */
  long end() {
    return Math.max(due(count()), begin + Math.round((warmUp + seconds) * NANOS));
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

/** Too many events are under way to take more; in a moment there may be room. */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BusyException(int underWay, int most) {
    super(
        underWay
            + " events are on their way into the log, of at most "
            + most
            + "; send these again in a moment",
        null,
        false,
        false);
  }
}

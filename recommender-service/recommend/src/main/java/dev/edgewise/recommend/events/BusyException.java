/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

/** Too many events are in flight to accept more; there may be room in a moment. */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BusyException(int inFlight, int most) {
    super(
        "%d events are on their way into the log, of at most %d; send these again in a moment"
            .formatted(inFlight, most),
        null,
        false,
        false);
  }
}

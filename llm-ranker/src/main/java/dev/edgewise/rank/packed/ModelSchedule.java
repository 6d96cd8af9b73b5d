/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.rank.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The requests that a model works for, with the predicted time of each. It admits a request only if
 * the request and all those before it can keep their deadlines, in the order of their deadlines. So
 * under overload a request knows at once that the model has no time for it. How far predictions can
 * be trusted is learnt from who was late: the measured time includes other work, part of which ends
 * when requests wait for the model. Thread-safe.
 */
final class ModelSchedule {
  /** Predictions begin at this many times the measured time, because other work slows the model. */
  private static final double FIRST_CAUTION = 1.25;

  private static final double LEAST_CAUTION = 0.2;
  private static final double MOST_CAUTION = 3;

  /** After a request in time, if another one was refused. */
  private static final double LESS_CAUTION = 0.98;

  /** After a late request: about 1 in 13 is late while requests are refused. */
  private static final double MORE_CAUTION = 1.3;

  private final LongSupplier nanoClock;
  private final List<Admitted> admitted = new ArrayList<>();
  private double caution = FIRST_CAUTION;
  private boolean refused;

  ModelSchedule(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Admits a request. The only request is admitted in any case.
   *
   * @param nanos the time that the model needs for it
   * @return empty when the request would be late, or make one late that was admitted before
   */
  synchronized Optional<Admitted> admit(long nanos, Deadline deadline) {
    long now = nanoClock.getAsLong();
    Admitted one = new Admitted((long) (caution * nanos), now + deadline.remaining().toNanos());
    int place = 0;
    while (place < admitted.size() && admitted.get(place).due - one.due <= 0) {
      place++;
    }
    if (!admitted.isEmpty() && late(one, place, now)) {
      refused = true;
      return Optional.empty();
    }
    admitted.add(place, one);
    return Optional.of(one);
  }

  /** Whether a request at this place, or one of those behind it, would be late. */
  private boolean late(Admitted one, int place, long now) {
    long end = now;
    for (int i = 0; i < place; i++) {
      end += admitted.get(i).nanos;
    }
    end += one.nanos;
    boolean late = end - one.due > 0;
    for (int i = place; i < admitted.size(); i++) {
      end += admitted.get(i).nanos;
      late |= end - admitted.get(i).due > 0;
    }
    return late;
  }

  private synchronized void end(Admitted one) {
    if (!admitted.remove(one)) {
      return;
    }
    if (one.cutShort || nanoClock.getAsLong() - one.due > 0) {
      caution = Math.min(MOST_CAUTION, MORE_CAUTION * caution);
    } else if (refused) {
      caution = Math.max(LEAST_CAUTION, LESS_CAUTION * caution);
    }
    refused = false;
  }

  /** A request that the model works for, until it is closed. */
  final class Admitted {
    private final long nanos;
    private final long due;
    private boolean cutShort;

    private Admitted(long nanos, long due) {
      this.nanos = nanos;
      this.due = due;
    }

    /** Notes that the model stopped before the end of the work, because it was late. */
    void cutShort() {
      cutShort = true;
    }

    void close() {
      end(this);
    }
  }
}

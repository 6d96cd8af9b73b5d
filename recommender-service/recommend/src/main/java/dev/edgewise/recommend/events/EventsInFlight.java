/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many events are in flight over all requests. A slow Kafka then slows senders down,
 * instead of filling this process's memory. Thread-safe.
 */
final class EventsInFlight {
  private final int most;
  private final Semaphore free;

  EventsInFlight(int most) {
    this.most = most;
    this.free = new Semaphore(most, true); // in turn, so that no sender of many keeps others out
  }

  int most() {
    return most;
  }

  int count() {
    return most - free.availablePermits();
  }

  /** Waits for room for this many events; takes none and returns false when it isn't in time. */
  boolean enter(int events, Duration patience) {
    try {
      return events <= most && free.tryAcquire(events, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Releases the room of this many events. */
  void leave(int events) {
    free.release(events);
  }
}

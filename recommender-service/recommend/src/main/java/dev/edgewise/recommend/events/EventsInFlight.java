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
    this.free = new Semaphore(most);
  }

  int most() {
    return most;
  }

  int count() {
    return most - free.availablePermits();
  }

  /** Takes room for this many events at once; takes none and returns false if there is less. */
  boolean tryEnter(int events) {
    return free.tryAcquire(events);
  }

  /** Waits for room for one event; returns false when there is none in time. */
  boolean enter(Duration patience) {
    try {
      return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many events may be on their way into the log at once, over all requests, so that a
 * slow Kafka makes senders slower and not this process fuller. Thread-safe.
 */
final class EventsInFlight {
  private final int most;
  private final Semaphore free;

  EventsInFlight(int most) {
    this.most = most;
    this.free = new Semaphore(most);
  }

  /** How many there may be. */
  int most() {
    return most;
  }

  /** How many there are. */
  int count() {
    return most - free.availablePermits();
  }

  /** Lets so many in, all or none, at once or not at all. */
  boolean tryEnter(int events) {
    return free.tryAcquire(events);
  }

  /** Lets one in as soon as there is room; false when there is none for that long. */
  boolean enter(Duration patience) {
    try {
      return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** So many are done. */
  void leave(int events) {
    free.release(events);
  }
}

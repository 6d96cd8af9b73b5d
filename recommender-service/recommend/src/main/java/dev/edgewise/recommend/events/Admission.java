/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.kafka.IngestException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Admits the events of one request, one by one. For one thread. */
sealed interface Admission extends AutoCloseable {
  /** Returns null when the next event may be sent, otherwise the reason why not. */
  @Nullable IngestException next();

  /** Called when no more events will come. */
  @Override
  void close();

  /**
   * Admits the events of a bounded request: waits for room for all of them before the first, since
   * other senders may take it all for a moment.
   */
  final class Reserved implements Admission {
    private final EventsInFlight inFlight;
    private int left;

    Reserved(EventsInFlight inFlight, int events, Duration turn) {
      if (!inFlight.enter(events, turn)) {
        throw new BusyException(inFlight.count(), inFlight.most());
      }
      this.inFlight = inFlight;
      this.left = events;
    }

    @Override
    public @Nullable IngestException next() {
      if (left == 0) {
        throw new IllegalStateException("more events than room was reserved for");
      }
      left--;
      return null;
    }

    @Override
    public void close() {
      inFlight.leave(left);
      left = 0;
    }
  }

  /**
   * Admits the events of a stream: each waits for room and for the log to be reachable. After one
   * has waited in vain, the next ones don't wait until one is admitted again.
   */
  final class Waiting implements Admission {
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(100);

    private final EventsInFlight inFlight;
    private final EventLog log;
    private final Duration patience;
    private boolean waitedInVain;

    Waiting(EventsInFlight inFlight, EventLog log, Duration turn, Duration patience) {
      this.inFlight = inFlight;
      this.log = log;
      this.patience = patience;
      if (!inFlight.enter(1, turn)) {
        throw new BusyException(inFlight.count(), inFlight.most());
      }
      inFlight.leave(1);
    }

    @Override
    public @Nullable IngestException next() {
      long end = System.nanoTime() + (waitedInVain ? 0 : patience.toNanos());
      IngestException problem = attempt(end);
      while (problem != null && System.nanoTime() < end && pause()) {
        problem = attempt(end);
      }
      waitedInVain = problem != null;
      return problem;
    }

    private @Nullable IngestException attempt(long end) {
      try {
        log.require();
      } catch (IngestException unreachable) {
        return unreachable;
      }
      if (inFlight.enter(1, Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        return null;
      }
      BusyException busy = new BusyException(inFlight.count(), inFlight.most());
      return new IngestException(String.valueOf(busy.getMessage()), busy);
    }

    private static boolean pause() {
      try {
        Thread.sleep(RETRY_INTERVAL);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {
      // no room is reserved in advance
    }
  }
}

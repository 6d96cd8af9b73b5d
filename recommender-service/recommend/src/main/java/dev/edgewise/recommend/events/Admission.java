/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.kafka.IngestException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets the events of one request in, one after the other. For one thread. */
sealed interface Admission extends AutoCloseable {
  /** Null when the next event may go on its way; otherwise why it may not. */
  @Nullable IngestException next();

  /** No more will come. */
  @Override
  void close();

  /** Of a request whose events are all there: room for all of them was made before the first. */
  final class Reserved implements Admission {
    private final EventsInFlight inFlight;
    private int left;

    Reserved(EventsInFlight inFlight, int events) {
      if (!inFlight.tryEnter(events)) {
        throw new BusyException(inFlight.count(), inFlight.most());
      }
      this.inFlight = inFlight;
      this.left = events;
    }

    @Override
    public @Nullable IngestException next() {
      if (left == 0) {
        throw new IllegalStateException("more events than there is room reserved for");
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
   * Of a stream: each waits for room, and for a log that is away. Once that was in vain, the next
   * ones don't wait, until one gets in again.
   */
  final class Waiting implements Admission {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final EventsInFlight inFlight;
    private final EventLog log;
    private final Duration patience;
    private boolean inVain;

    Waiting(EventsInFlight inFlight, EventLog log, Duration patience) {
      this.inFlight = inFlight;
      this.log = log;
      this.patience = patience;
      if (inFlight.count() >= inFlight.most()) {
        throw new BusyException(inFlight.count(), inFlight.most());
      }
    }

    @Override
    public @Nullable IngestException next() {
      long end = System.nanoTime() + (inVain ? 0 : patience.toNanos());
      IngestException problem = attempt(end);
      while (problem != null && System.nanoTime() < end && pause()) {
        problem = attempt(end);
      }
      inVain = problem != null;
      return problem;
    }

    private @Nullable IngestException attempt(long end) {
      try {
        log.require();
      } catch (IngestException away) {
        return away;
      }
      if (inFlight.enter(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        return null;
      }
      BusyException busy = new BusyException(inFlight.count(), inFlight.most());
      return new IngestException(String.valueOf(busy.getMessage()), busy);
    }

    private static boolean pause() {
      try {
        Thread.sleep(LOOK);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {
      // nothing is held for events that haven't come
    }
  }
}

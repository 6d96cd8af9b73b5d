/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that Kafka was away, so that not every caller has to wait to find out. Within a second
 * of a failure, callers get that failure at once; after that, one of them probes Kafka for all.
 * Thread-safe.
 */
public final class KafkaAvailability {
  private static final long RECENT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Runnable probe;
  private final LongSupplier nanos;
  private final Object probing = new Object();
  private volatile @Nullable Failure failure;

  private record Failure(IngestException cause, long nanos) {}

  /**
   * A memory without failure.
   *
   * @param probe returns when Kafka answers, or throws an {@link IngestException}
   * @param nanos a clock such as {@link System#nanoTime}
   */
  public KafkaAvailability(Runnable probe, LongSupplier nanos) {
    this.probe = probe;
    this.nanos = nanos;
  }

  /** Records that Kafka did not answer. */
  public void failed(IngestException why) {
    failure = new Failure(why, nanos.getAsLong());
  }

  /** Records that Kafka answered. */
  public void answered() {
    if (failure != null) {
      failure = null;
    }
  }

  /**
   * Returns if the last known state of Kafka was good or a new probe succeeds.
   *
   * @throws IngestException when Kafka is still away
   */
  public void check() {
    if (wasGood()) {
      return;
    }
    synchronized (probing) {
      if (wasGood()) { // another caller has probed meanwhile
        return;
      }
      try {
        probe.run();
        answered();
      } catch (IngestException e) {
        failed(e);
        throw again(e);
      }
    }
  }

  /** Returns whether there was no failure; throws a recent failure again. */
  private boolean wasGood() {
    Failure last = failure;
    if (last != null && nanos.getAsLong() - last.nanos < RECENT_NANOS) {
      throw again(last.cause);
    }
    return last == null;
  }

  /** Returns the same failure with the present caller's stack. */
  private static IngestException again(IngestException known) {
    return new IngestException(String.valueOf(known.getMessage()), known);
  }
}

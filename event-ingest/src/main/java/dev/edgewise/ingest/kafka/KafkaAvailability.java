/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that Kafka was away, so that not everybody has to find out by waiting: within a moment
 * of a failure whoever asks is told of it at once, and after that one asks Kafka again for all.
 * Thread-safe.
 */
public final class KafkaAvailability {
  private static final long MOMENT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Runnable probe;
  private final LongSupplier nanos;
  private volatile @Nullable IngestException failure;
  private long since;
  private @Nullable CompletableFuture<Void> probing;

  /**
   * No outage so far.
   *
   * @param probe returns when Kafka answers, or throws an {@link IngestException}
   * @param nanos a clock as {@link System#nanoTime}
   */
  public KafkaAvailability(Runnable probe, LongSupplier nanos) {
    this.probe = probe;
    this.nanos = nanos;
  }

  /** Kafka didn't answer. */
  public synchronized void failed(IngestException why) {
    failure = why;
    since = nanos.getAsLong();
  }

  /** Kafka answered. */
  public void answered() {
    if (failure != null) {
      failure = null;
    }
  }

  /**
   * Returns when nothing is known to be wrong with Kafka, asking it if something was.
   *
   * @throws IngestException when Kafka is away still
   */
  public void check() {
    CompletableFuture<Void> asked;
    boolean first = false;
    synchronized (this) {
      IngestException last = failure;
      if (last == null) {
        return;
      }
      if (nanos.getAsLong() - since < MOMENT_NANOS) {
        throw again(last);
      }
      if (probing == null) {
        probing = new CompletableFuture<>();
        first = true;
      }
      asked = probing;
    }
    if (first) {
      ask(asked);
    }
    try {
      asked.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IngestException known ? again(known) : e;
    }
  }

  private void ask(CompletableFuture<Void> asked) {
    try {
      probe.run();
      answered();
      done();
      asked.complete(null);
    } catch (IngestException e) {
      failed(e);
      done();
      asked.completeExceptionally(e);
    } catch (RuntimeException e) {
      done();
      asked.completeExceptionally(e);
    }
  }

  private synchronized void done() {
    probing = null;
  }

  /** The same failure for somebody else, with the stack of who meets it now. */
  private static IngestException again(IngestException known) {
    return new IngestException(String.valueOf(known.getMessage()), known);
  }
}

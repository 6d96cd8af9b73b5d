/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import dev.edgewise.rank.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Shares work among requests that need the same result at the same time: the first one works, the
 * others wait for it. Thread-safe.
 */
public final class InFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();
  private final Predicate<V> shareable;

  /**
   * Creates it. Only {@code shareable} results serve the requests that wait; after another result
   * each of them does its own work.
   */
  public InFlight(Predicate<V> shareable) {
    this.shareable = shareable;
  }

  /** Returns the result of running work with this key, or works. */
  public V get(K key, Deadline deadline, Supplier<V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = running.putIfAbsent(key, mine);
    if (other != null) {
      return shared(other, deadline, work);
    }
    try {
      V result = work.get();
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(key, mine);
    }
  }

  private V shared(CompletableFuture<V> other, Deadline deadline, Supplier<V> work) {
    try {
      long time = Math.max(0, deadline.remaining().toNanos());
      V result = other.get(time, TimeUnit.NANOSECONDS);
      return shareable.test(result) ? result : work.get();
    } catch (ExecutionException | TimeoutException e) {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return work.get(); // which ends at once
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what came lately, in two generations: when the younger is half full or a window old, it
 * becomes the older, and that is forgotten. So everything is remembered for at least a window and
 * less than two of them, unless there is too much of it; then the latest is what stays, which a
 * cache that goes by frequency would drop first. Thread-safe, without a lock but for the change.
 */
final class RecentKeys<K, V> {
  private final long windowNanos;
  private final long most;
  private final LongSupplier nanos;
  private volatile Generations<K, V> generations;

  /**
   * Nothing yet.
   *
   * @param windowNanos for how long to remember at least
   * @param most the sum of weights that is kept at most
   * @param nanos a clock as {@link System#nanoTime}
   */
  RecentKeys(long windowNanos, long most, LongSupplier nanos) {
    this.windowNanos = windowNanos;
    this.most = most;
    this.nanos = nanos;
    this.generations =
        new Generations<>(
            new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new AtomicLong(), now());
  }

  private record Generations<K, V>(
      ConcurrentMap<K, V> younger, ConcurrentMap<K, V> older, AtomicLong weight, long since) {}

  private long now() {
    return nanos.getAsLong();
  }

  /** What is remembered under the key, or null. */
  @Nullable V get(K key) {
    Generations<K, V> both = current();
    V value = both.younger.get(key);
    return value == null ? both.older.get(key) : value;
  }

  /** What is remembered under the key already; or null, and then this is from now on. */
  @Nullable V putIfAbsent(K key, V value, long weight) {
    Generations<K, V> both = current();
    V earlier = both.older.get(key);
    if (earlier == null) {
      earlier = both.younger.putIfAbsent(key, value);
    }
    if (earlier == null) {
      both.weight.addAndGet(weight);
    }
    return earlier;
  }

  /** Forgets it, if it is this that is remembered. */
  void remove(K key, V value) {
    Generations<K, V> both = generations;
    if (!both.younger.remove(key, value)) {
      both.older.remove(key, value);
    }
  }

  private Generations<K, V> current() {
    Generations<K, V> both = generations;
    return isOver(both) ? next() : both;
  }

  private boolean isOver(Generations<K, V> both) {
    return both.weight.get() >= most / 2 || now() - both.since >= windowNanos;
  }

  private synchronized Generations<K, V> next() {
    Generations<K, V> both = generations;
    if (isOver(both)) {
      boolean stale = now() - both.since >= 2 * windowNanos;
      both =
          new Generations<>(
              new ConcurrentHashMap<>(),
              stale ? new ConcurrentHashMap<>() : both.younger,
              new AtomicLong(),
              now());
      generations = both;
    }
    return both;
  }
}

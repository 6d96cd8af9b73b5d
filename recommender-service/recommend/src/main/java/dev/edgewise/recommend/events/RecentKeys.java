/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers recent entries in two generations. When the younger generation is half full or one
 * window old, it replaces the older one, which is forgotten. So every entry is kept for at least
 * one window and less than two. If there are too many, the most recent ones stay; a cache that
 * evicts by frequency would drop these first. Thread-safe; only the change of generations takes a
 * lock.
 */
final class RecentKeys<K, V> {
  private final long windowNanos;
  private final long most;
  private final LongSupplier nanos;
  private volatile Generations<K, V> generations;

  /**
   * Keeps entries of at most {@code most} total weight for at least a window, by a clock like
   * {@link System#nanoTime}.
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

  @Nullable V get(K key) {
    Generations<K, V> both = current();
    V value = both.younger.get(key);
    return value == null ? both.older.get(key) : value;
  }

  /** Adds a value unless the key has one; returns the earlier value, or null. */
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

  /** Removes the entry if it has this value. */
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

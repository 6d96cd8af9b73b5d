/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits, by key: keys take turns, and each key's own come in their order. Not thread-safe. */
final class Turns<T> {
  /** By key, without empty ones; the first key is the next to have its turn. */
  private final Map<Integer, Deque<T>> waiting = new LinkedHashMap<>();

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void add(int key, T one) {
    waiting.computeIfAbsent(key, name -> new ArrayDeque<>()).add(one);
  }

  void remove(int key, T one) {
    waiting.computeIfPresent(
        key,
        (name, own) -> {
          own.remove(one);
          return own.isEmpty() ? null : own;
        });
  }

  /** Takes the next one; there must be one. */
  T next() {
    Map.Entry<Integer, Deque<T>> first = waiting.entrySet().iterator().next();
    Deque<T> own = first.getValue();
    waiting.remove(first.getKey());
    T next = own.remove();
    if (!own.isEmpty()) {
      waiting.put(first.getKey(), own);
    }
    return next;
  }

  /** The first one of a key. */
  @Nullable T first(int key) {
    Deque<T> own = waiting.get(key);
    return own == null ? null : own.getFirst();
  }

  /** How many would have their turn before a new one of this key. */
  int before(int key) {
    Deque<T> own = waiting.get(key);
    int rounds = own == null ? 0 : own.size();
    return waiting.entrySet().stream()
        .mapToInt(
            other -> other.getKey() == key ? rounds : Math.min(rounds + 1, other.getValue().size()))
        .sum();
  }

  /** Takes away the last one of the key with most, if with a new one this key still has fewer. */
  @Nullable T displacedBy(int key) {
    Deque<T> own = waiting.get(key);
    Deque<T> most =
        waiting.values().stream().max((a, b) -> Integer.compare(a.size(), b.size())).orElse(null);
    return most == null || most.size() <= (own == null ? 0 : own.size()) + 1
        ? null
        : most.removeLast();
  }
}

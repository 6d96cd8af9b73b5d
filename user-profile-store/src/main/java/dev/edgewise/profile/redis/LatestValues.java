/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the values that this process wrote last, so that most events need no read. The script
 * that replaces a value detects a stale one. Bounded in bytes; evicts the least recently used
 * value. Thread-safe.
 */
final class LatestValues {
  /** The approximate size of an entry without its value, in bytes. */
  private static final int OVERHEAD = 150;

  private final Map<String, byte[]> values = new LinkedHashMap<>(16, 0.75f, true);
  private final long most;
  private long size;
  private long generation;

  LatestValues(long most) {
    this.most = most;
  }

  /** Returns the user's latest value if it was written in this generation of the store, or null. */
  synchronized byte @Nullable [] get(String user, long current) {
    if (generation != current) {
      values.clear();
      size = 0;
      generation = current;
    }
    return values.get(user);
  }

  synchronized void put(String user, byte[] value, long written) {
    if (written != generation) {
      return;
    }
    byte[] before = values.put(user, value);
    size += before == null ? OVERHEAD + value.length : value.length - before.length;
    Iterator<byte[]> eldest = values.values().iterator();
    while (size > most && eldest.hasNext()) {
      size -= OVERHEAD + eldest.next().length;
      eldest.remove();
    }
  }

  synchronized void remove(String user) {
    byte[] before = values.remove(user);
    if (before != null) {
      size -= OVERHEAD + before.length;
    }
  }

  synchronized int count() {
    return values.size();
  }
}

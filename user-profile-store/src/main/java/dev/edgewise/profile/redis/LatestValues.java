/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values written last, so that most events are applied without asking for what they change: the
 * script that replaces a value finds out when it has become another. Bounded by bytes, the least
 * recently used goes. Thread-safe.
 */
final class LatestValues {
  /** What an entry takes beside its value, about. */
  private static final int OVERHEAD = 150;

  private final Map<String, byte[]> values = new LinkedHashMap<>(16, 0.75f, true);
  private final long most;
  private long size;
  private long generation;

  LatestValues(long most) {
    this.most = most;
  }

  /** What was written last of that user in this generation of the store, or null. */
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

  /** How many there are. */
  synchronized int count() {
    return values.size();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.Priority;
import dev.edgewise.rank.packed.BranchScorer.Prompted;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache of prefixes that the model has read. When they hold too much memory, the least recently
 * used ones are evicted; an evicted prefix in use is freed when its last user is done. Thread-safe;
 * concurrent requests for the same new prefix read it once.
 */
final class PrefixCache implements AutoCloseable {
  private final BranchScorer scorer;
  private final long maxBytes;
  private final Map<TokenKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  PrefixCache(BranchScorer scorer, long maxBytes) {
    this.scorer = scorer;
    this.maxBytes = maxBytes;
  }

  /** Whether the cache holds a prefix of these tokens. */
  synchronized boolean holds(int[] tokens) {
    Entry entry = entries.get(new TokenKey(tokens));
    return entry != null && entry.prompted != null;
  }

  /** Returns the prefix of these tokens until the lease is closed; reads it if it isn't cached. */
  Lease acquire(int[] tokens, Priority priority) {
    TokenKey key = new TokenKey(tokens);
    Entry entry;
    synchronized (this) {
      entry = entries.computeIfAbsent(key, Entry::new);
      entry.users++;
    }
    try {
      return read(entry, tokens, priority);
    } catch (RuntimeException e) {
      abandon(entry);
      throw e;
    }
  }

  private Lease read(Entry entry, int[] tokens, Priority priority) {
    synchronized (entry) {
      Prompted known = entry.prompted;
      if (known != null) {
        return new Lease(this, entry, known, false);
      }
      Prompted read = scorer.prefill(tokens, priority);
      keep(entry, read);
      return new Lease(this, entry, read, true);
    }
  }

  private synchronized void keep(Entry entry, Prompted read) {
    entry.prompted = read;
    if (entry.evicted) {
      return;
    }
    bytes += read.bytes();
    Iterator<Entry> eldest = entries.values().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      Entry old = eldest.next();
      if (old != entry && old.prompted != null) {
        eldest.remove();
        evict(old);
      }
    }
  }

  private void evict(Entry entry) {
    entry.evicted = true;
    Prompted prompted = entry.prompted;
    if (prompted != null) {
      bytes -= prompted.bytes();
      closeIfUnused(entry);
    }
  }

  private synchronized void abandon(Entry entry) {
    entry.users--;
    if (entry.users == 0 && entry.prompted == null) {
      entries.remove(entry.key, entry);
    }
  }

  private synchronized void release(Entry entry) {
    entry.users--;
    if (entry.evicted) {
      closeIfUnused(entry);
    }
  }

  private static void closeIfUnused(Entry entry) {
    Prompted prompted = entry.prompted;
    if (entry.users == 0 && prompted != null) {
      prompted.close();
    }
  }

  /** Evicts every prefix. */
  @Override
  public synchronized void close() {
    entries.values().forEach(this::evict);
    entries.clear();
  }

  /** A cached or evicted prefix. The cache's lock guards its fields, its own lock the reading. */
  static final class Entry {
    private final TokenKey key;
    private volatile @Nullable Prompted prompted;
    private int users;
    private boolean evicted;

    Entry(TokenKey key) {
      this.key = key;
    }
  }

  /** One use of a prefix; it is fresh if the model read the prefix for this use. */
  record Lease(PrefixCache cache, Entry entry, Prompted prompted, boolean fresh)
      implements AutoCloseable {
    @Override
    public void close() {
      cache.release(entry);
    }
  }
}

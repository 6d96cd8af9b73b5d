/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.Priority;
import dev.edgewise.rank.packed.BranchScorer.Prompted;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes that were read, the least recently used ones let go when they hold too much memory. One
 * in use is freed when its last user is done. Thread-safe; two that ask for the same new prefix
 * read it once.
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

  /** Whether a prefix of these tokens is there. */
  synchronized boolean holds(int[] tokens) {
    Entry entry = entries.get(new TokenKey(tokens));
    return entry != null && entry.prompted != null;
  }

  /** The prefix of these tokens, read now if it isn't there, until the lease is closed. */
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
        return new Lease(entry, known, false);
      }
      Prompted read = scorer.prefill(tokens, priority);
      keep(entry, read);
      return new Lease(entry, read, true);
    }
  }

  private synchronized void keep(Entry entry, Prompted read) {
    entry.prompted = read;
    if (entry.dropped) {
      return;
    }
    bytes += read.bytes();
    Iterator<Entry> eldest = entries.values().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      Entry old = eldest.next();
      if (old != entry && old.prompted != null) {
        eldest.remove();
        drop(old);
      }
    }
  }

  private void drop(Entry entry) {
    entry.dropped = true;
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
    if (entry.dropped) {
      closeIfUnused(entry);
    }
  }

  private static void closeIfUnused(Entry entry) {
    Prompted prompted = entry.prompted;
    if (entry.users == 0 && prompted != null) {
      prompted.close();
    }
  }

  /** Lets every prefix go. */
  @Override
  public synchronized void close() {
    entries.values().forEach(this::drop);
    entries.clear();
  }

  /** A prefix, in the cache or on its way out. Guarded by the cache, its reading by itself. */
  private static final class Entry {
    private final TokenKey key;
    private volatile @Nullable Prompted prompted;
    private int users;
    private boolean dropped;

    Entry(TokenKey key) {
      this.key = key;
    }
  }

  /** The use of a prefix. */
  final class Lease implements AutoCloseable {
    private final Entry entry;
    private final Prompted prompted;
    private final boolean fresh;

    private Lease(Entry entry, Prompted prompted, boolean fresh) {
      this.entry = entry;
      this.prompted = prompted;
      this.fresh = fresh;
    }

    Prompted prompted() {
      return prompted;
    }

    /** Whether it was read for this lease. */
    boolean fresh() {
      return fresh;
    }

    @Override
    public void close() {
      release(entry);
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.document;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reference implementation, which keeps documents in memory. It removes expired documents
 * whenever their number has doubled since the last sweep.
 */
public final class InMemoryDocumentStore implements DocumentStore {
  private static final int FIRST_SWEEP = 64;

  private final Clock clock;
  private final Map<Key, Entry> entries = new HashMap<>();
  private final Map<String, Versions> documents = new HashMap<>();
  private int sweepAt = FIRST_SWEEP;

  /** An empty store, in which documents expire by this clock. */
  public InMemoryDocumentStore(Clock clock) {
    this.clock = clock;
  }

  private record Key(String user, String name) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(byte[] value, long end) {}

  private static final class Versions {
    private final TreeMap<Long, byte[]> byNumber = new TreeMap<>();
    private long current;
  }

  @Override
  public synchronized CompletableFuture<byte @Nullable []> getAsync(String user, String name) {
    DocumentNames.checkOfUser(name);
    Key key = new Key(user, name);
    Entry entry = entries.get(key);
    if (entry != null && clock.millis() >= entry.end) {
      entries.remove(key);
      entry = null;
    }
    return CompletableFuture.completedFuture(entry == null ? null : entry.value.clone());
  }

  @Override
  public synchronized CompletableFuture<Void> putAsync(
      String user, String name, byte[] value, Duration timeToLive) {
    DocumentNames.checkOfUser(name);
    long now = clock.millis();
    long end = now + DocumentNames.millis(timeToLive);
    entries.put(new Key(user, name), new Entry(value.clone(), end));
    if (entries.size() >= sweepAt) {
      entries.values().removeIf(entry -> now >= entry.end);
      sweepAt = Math.max(FIRST_SWEEP, 2 * entries.size());
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized long append(String name, byte[] document) {
    DocumentNames.check(name);
    Versions versions = documents.computeIfAbsent(name, key -> new Versions());
    long number = versions.byNumber.isEmpty() ? 1 : versions.byNumber.lastKey() + 1;
    versions.byNumber.put(number, document.clone());
    versions.current = number;
    if (versions.byNumber.size() > VERSIONS_KEPT) {
      versions.byNumber.pollFirstEntry();
    }
    return number;
  }

  @Override
  public synchronized Optional<Versioned> current(String name) {
    DocumentNames.check(name);
    Versions versions = documents.get(name);
    return versions == null ? Optional.empty() : version(versions, versions.current);
  }

  @Override
  public synchronized Optional<Versioned> version(String name, long version) {
    DocumentNames.check(name);
    Versions versions = documents.get(name);
    return versions == null ? Optional.empty() : version(versions, version);
  }

  @Override
  public synchronized Optional<Versioned> makeCurrent(String name, long version) {
    DocumentNames.check(name);
    Versions versions = documents.get(name);
    if (versions == null || !versions.byNumber.containsKey(version)) {
      return Optional.empty();
    }
    versions.current = version;
    return version(versions, version);
  }

  @Override
  public synchronized List<Versioned> versions(String name) {
    DocumentNames.check(name);
    Versions versions = documents.get(name);
    if (versions == null) {
      return List.of();
    }
    return versions.byNumber.descendingMap().entrySet().stream()
        .map(entry -> new Versioned(entry.getKey(), entry.getValue().clone()))
        .collect(Collectors.toList());
  }

  private static Optional<Versioned> version(Versions versions, long number) {
    byte[] document = versions.byNumber.get(number);
    return document == null
        ? Optional.empty()
        : Optional.of(new Versioned(number, document.clone()));
  }

  /** Returns the number of users' documents in memory, expired ones included. */
  synchronized int size() {
    return entries.size();
  }

  @Override
  public synchronized void close() {
    entries.clear();
    documents.clear();
  }
}

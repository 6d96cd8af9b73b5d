/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.store.Checkpoint;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.StoreChangedException;
import dev.edgewise.profile.store.UnreadableProfileException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** An in-memory store that can be away, lose everything, and have broken profiles. */
public final class FlakyStore implements ProfileStore {
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private volatile InMemoryProfileStore store = fresh();
  private volatile boolean away;
  private final AtomicLong generation = new AtomicLong();

  private static InMemoryProfileStore fresh() {
    return new InMemoryProfileStore(SignalWeights.standard());
  }

  void away(boolean now) {
    away = now;
    if (now) {
      generation.incrementAndGet();
    }
  }

  public synchronized void loseEverything() {
    store = fresh();
    generation.incrementAndGet();
  }

  public void breakProfile(String user) {
    broken.add(user);
  }

  public void mendProfile(String user) {
    broken.remove(user);
  }

  @Override
  public Profile get(String user, Duration patience) {
    requireThere();
    return store.get(user, patience);
  }

  @Override
  public synchronized CompletableFuture<Profile> applyAsync(
      String user, List<PositionedEvent> batch, long expected) {
    if (away) {
      return CompletableFuture.failedFuture(new ProfileStoreException("away, says a test", null));
    }
    if (expected != generation.get()) {
      return CompletableFuture.failedFuture(new StoreChangedException(expected, generation.get()));
    }
    if (broken.contains(user)) {
      return CompletableFuture.failedFuture(
          new UnreadableProfileException("broken, says a test", new IllegalArgumentException()));
    }
    return store.applyAsync(user, batch, 0);
  }

  @Override
  public long generation() {
    return generation.get();
  }

  @Override
  public Checkpoint checkpoint(String topicId, int partition) {
    requireThere();
    return store.checkpoint(topicId, partition);
  }

  @Override
  public synchronized CompletableFuture<Void> saveAsync(Checkpoint checkpoint, long expected) {
    if (away) {
      return CompletableFuture.failedFuture(new ProfileStoreException("away, says a test", null));
    }
    return expected == generation.get()
        ? store.saveAsync(checkpoint, 0)
        : CompletableFuture.failedFuture(new StoreChangedException(expected, generation.get()));
  }

  @Override
  public Subscription onChange(Consumer<String> listener) {
    return store.onChange(listener);
  }

  @Override
  public void check() {
    requireThere();
  }

  private void requireThere() {
    if (away) {
      throw new ProfileStoreException("away, says a test", null);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}

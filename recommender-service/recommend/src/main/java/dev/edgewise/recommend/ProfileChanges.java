/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.store.ProfileStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One subscription to the store's changes, shared by all who watch one user's. Thread-safe. */
public final class ProfileChanges implements AutoCloseable {
  private final ConcurrentMap<String, Set<Watch>> watches = new ConcurrentHashMap<>();
  private final ProfileStore.Subscription subscription;

  public ProfileChanges(ProfileStore store) {
    this.subscription = store.onChange(this::changed);
  }

  /** Begins to watch a user; what changes from now on is noticed, whenever it is waited for. */
  public Watch watch(String user) {
    Watch watch = new Watch(user);
    watches.compute(
        user,
        (key, others) -> {
          Set<Watch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(watch);
          return all;
        });
    return watch;
  }

  private void changed(String user) {
    watches.getOrDefault(user, Set.of()).forEach(watch -> watch.changes.release());
  }

  @Override
  public void close() {
    subscription.close();
  }

  /** Someone's interest in a user's changes. For one thread at a time. */
  public final class Watch implements AutoCloseable {
    private final String user;
    private final Semaphore changes = new Semaphore(0);

    private Watch(String user) {
      this.user = user;
    }

    /** Whether there was a change since the last call, waiting up to the bound for one. */
    public boolean await(Duration bound) throws InterruptedException {
      boolean changed = changes.tryAcquire(Math.max(0, bound.toNanos()), TimeUnit.NANOSECONDS);
      changes.drainPermits();
      return changed;
    }

    @Override
    public void close() {
      watches.computeIfPresent(
          user,
          (key, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}

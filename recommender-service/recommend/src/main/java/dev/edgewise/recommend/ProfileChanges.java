/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.store.ProfileStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Notifies watchers of a user's profile; they share one store subscription. Thread-safe. */
public final class ProfileChanges implements AutoCloseable {
  private final ConcurrentMap<String, Set<Watch>> watches = new ConcurrentHashMap<>();
  private final ProfileStore.Subscription subscription;

  public ProfileChanges(ProfileStore store) {
    this.subscription = store.onChange(this::changed);
  }

  /** Starts to watch a user; changes are noticed from now on, not only during await. */
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

  /** A watch on one user's profile. For one thread at a time. */
  public final class Watch implements AutoCloseable {
    private final String user;
    private final Semaphore changes = new Semaphore(0);

    private Watch(String user) {
      this.user = user;
    }

    /**
     * Waits up to {@code bound} for a change; returns whether there was one since the last call.
     */
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

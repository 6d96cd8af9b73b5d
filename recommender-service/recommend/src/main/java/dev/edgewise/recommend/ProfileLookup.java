/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads profiles by a deadline, and where asked not before they have an event. Thread-safe. */
public final class ProfileLookup {
  /** A notice of a change may get lost, so the profile is looked at now and then all the same. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Waiting for events takes at most this share of the time, or nothing is left for ranking. */
  private static final int WAITING_SHARE = 2;

  private final ProfileStore store;
  private final ProfileChanges changes;
  private final Executor threads;

  /**
   * A reader of a store.
   *
   * @param threads where the store is waited for: as many as there are requests
   */
  public ProfileLookup(ProfileStore store, ProfileChanges changes, Executor threads) {
    this.store = store;
    this.changes = changes;
    this.threads = threads;
  }

  /** The profile, or an empty one with the reason why. */
  public LookedUpProfile read(String user, @Nullable EventPosition after, Deadline deadline) {
    try {
      return get(user, after, deadline);
    } catch (ProfileStoreException e) {
      return new LookedUpProfile(
          Profile.empty(user), "without the profile: " + String.valueOf(e.getMessage()));
    }
  }

  /**
   * The profile; its problem says when it doesn't have the event yet.
   *
   * @param after what it must have, or null
   * @throws ProfileStoreException when the store doesn't give it by the deadline
   */
  public LookedUpProfile get(String user, @Nullable EventPosition after, Deadline deadline) {
    if (after == null) {
      return new LookedUpProfile(fetch(user, deadline), null);
    }
    try (ProfileChanges.Watch watch = changes.watch(user)) {
      Duration spare = deadline.remaining().dividedBy(WAITING_SHARE);
      Profile profile = fetch(user, deadline);
      while (!profile.covers(after) && deadline.allows(spare) && !spare.isZero()) {
        watch.await(min(LOOK_AGAIN, deadline.remaining().minus(spare)));
        profile = fetch(user, deadline);
      }
      return new LookedUpProfile(
          profile, profile.covers(after) ? null : "the profile doesn't have the latest events yet");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProfileStoreException("interrupted while waiting for a profile", e);
    }
  }

  private Profile fetch(String user, Deadline deadline) {
    CompletableFuture<Profile> profile =
        CompletableFuture.supplyAsync(() -> store.get(user), threads);
    try {
      return profile.get(Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ProfileStoreException("the profile store did not answer by the deadline", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProfileStoreException failed) {
        throw failed;
      }
      throw new ProfileStoreException("reading the profile failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProfileStoreException("interrupted while reading a profile", e);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

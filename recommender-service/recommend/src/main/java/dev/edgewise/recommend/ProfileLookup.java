/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.UnreadableProfileException;
import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads profiles by a deadline, and waits for recent events if asked to. Thread-safe. */
public final class ProfileLookup {
  /** A change notice can get lost, so a waiting lookup also reads the profile at this interval. */
  private static final Duration READ_INTERVAL = Duration.ofMillis(50);

  /** Waiting for events takes at most half of the time, so that the rest is left for ranking. */
  private static final int WAITING_SHARE = 2;

  private final ProfileStore store;
  private final ProfileChanges changes;

  public ProfileLookup(ProfileStore store, ProfileChanges changes) {
    this.store = store;
    this.changes = changes;
  }

  /** The profile, or an empty one with the reason in {@link LookedUpProfile#problem}. */
  public LookedUpProfile read(String user, @Nullable EventPosition after, Deadline deadline) {
    long millis = Math.max(0, deadline.remaining().toMillis());
    try {
      return get(user, after, deadline);
    } catch (ProfileStoreException e) {
      String why = "it can't be reached at the moment";
      if (e instanceof UnreadableProfileException) {
        why = "what is stored can't be read";
      } else if (!deadline.allows(Duration.ZERO)) {
        why = "it could not be read within the %d ms that the deadline left".formatted(millis);
      }
      return new LookedUpProfile(Profile.empty(user), "without the profile: " + why);
    }
  }

  /**
   * The profile; its problem is set when the profile doesn't contain the event yet.
   *
   * @param after the event that the profile should contain, or null
   * @throws ProfileStoreException when the store doesn't answer by the deadline
   */
  public LookedUpProfile get(String user, @Nullable EventPosition after, Deadline deadline) {
    if (after == null) {
      return new LookedUpProfile(fetch(user, deadline), null);
    }
    try (ProfileChanges.Watch watch = changes.watch(user)) {
      Duration reserved = deadline.remaining().dividedBy(WAITING_SHARE);
      Profile profile = fetch(user, deadline);
      while (!profile.covers(after) && deadline.allows(reserved) && !reserved.isZero()) {
        watch.await(Collections.min(List.of(READ_INTERVAL, deadline.remaining().minus(reserved))));
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
    Duration time = deadline.remaining();
    if (time.isNegative()) {
      throw new ProfileStoreException("no time was left to read the profile");
    }
    return store.get(user, time);
  }
}

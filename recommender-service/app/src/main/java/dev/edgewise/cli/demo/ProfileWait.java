/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.cli.option.ErrorMessage;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.time.Duration;

/**
 * Waits until profiles contain events. A start keeps Redis busy, so one answer may come too late:
 * the wait then asks again, and gives up after ten failures in a row. For one thread.
 */
final class ProfileWait {
  private static final int ATTEMPTS = 10;
  private static final Duration POLL = Duration.ofMillis(20);

  private final ProfileStore store;
  private final Progress progress;
  private final Duration pause;
  private int failures;

  /** Creates a wait; {@code pause} is the time between a failure and the next attempt. */
  ProfileWait(ProfileStore store, Progress progress, Duration pause) {
    this.store = store;
    this.progress = progress;
    this.pause = pause;
  }

  /**
   * Returns when the user's profile contains the event at this position.
   *
   * @throws ProfileStoreException when the store fails ten times in a row
   */
  void until(String user, EventPosition position) {
    while (!read(user).covers(position)) {
      sleep(POLL);
    }
  }

  private Profile read(String user) {
    while (true) {
      try {
        Profile profile = store.get(user);
        failures = 0;
        return profile;
      } catch (ProfileStoreException e) {
        if (++failures == ATTEMPTS) {
          throw e;
        }
        progress.note("%s; trying again (%d of %d)", ErrorMessage.of(e), failures, ATTEMPTS - 1);
        sleep(pause);
      }
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for profiles", e);
    }
  }
}

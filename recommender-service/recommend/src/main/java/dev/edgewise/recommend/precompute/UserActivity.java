/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.precompute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asked for a list lately, by this instance's knowledge, bounded. Thread-safe. */
public final class UserActivity {
  private static final int USERS = 100_000;

  private final InstantSource clock;
  private final Duration window;
  private final Map<String, Instant> asked =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > USERS;
        }
      };

  /**
   * Nobody yet.
   *
   * @param window how long somebody counts as active
   */
  public UserActivity(InstantSource clock, Duration window) {
    this.clock = clock;
    this.window = window;
  }

  /** Somebody asks now. */
  public synchronized void asks(String user) {
    asked.put(user, clock.instant());
  }

  /** Somebody is to be forgotten. */
  synchronized void forget(String user) {
    asked.remove(user);
  }

  /** When somebody asked last. */
  synchronized Optional<Instant> last(String user) {
    return Optional.ofNullable(asked.get(user));
  }

  /**
   * Whether a list of theirs is likely to be asked for.
   *
   * @param lastSeen time of their latest event, or null
   */
  boolean isActive(String user, @Nullable Instant lastSeen) {
    Instant since = clock.instant().minus(window);
    return (lastSeen != null && lastSeen.isAfter(since))
        || last(user).filter(since::isBefore).isPresent();
  }
}

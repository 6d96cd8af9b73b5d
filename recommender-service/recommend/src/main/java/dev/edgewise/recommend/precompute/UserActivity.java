/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.precompute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The users who recently requested a list from this instance, at most 100,000. Thread-safe. */
public final class UserActivity {
  private static final int MAX_USERS = 100_000;

  private final InstantSource clock;
  private final Duration window;
  private final Map<String, Instant> lastRequests =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_USERS;
        }
      };

  /** Creates an empty record; a user counts as active for {@code window} after a request. */
  public UserActivity(InstantSource clock, Duration window) {
    this.clock = clock;
    this.window = window;
  }

  /** Records a request of a user. */
  public synchronized void asks(String user) {
    lastRequests.put(user, clock.instant());
  }

  synchronized void forget(String user) {
    lastRequests.remove(user);
  }

  /** The time of the user's last request. */
  synchronized Optional<Instant> last(String user) {
    return Optional.ofNullable(lastRequests.get(user));
  }

  /** Whether the user requested a list lately, or had an event lately ({@code lastSeen}). */
  boolean isActive(String user, @Nullable Instant lastSeen) {
    Instant since = clock.instant().minus(window);
    return (lastSeen != null && lastSeen.isAfter(since))
        || last(user).filter(since::isBefore).isPresent();
  }
}

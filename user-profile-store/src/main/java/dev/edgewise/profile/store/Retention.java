/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import dev.edgewise.profile.Profile;
import java.time.Duration;

/**
 * How long a store keeps what.
 *
 * @param profile how long after its last change a profile is kept; zero for good
 * @param erased how long after an erasure it is remembered that there was one, so that old events
 *     have no effect when they are read again: at least as long as the log keeps them; zero for
 *     good
 */
public record Retention(Duration profile, Duration erased) {
  /** Everything for good. */
  public static final Retention FOR_GOOD = new Retention(Duration.ZERO, Duration.ZERO);

  public Retention {
    if (profile.isNegative() || erased.isNegative()) {
      throw new IllegalArgumentException(
          "what is kept must be kept for a time, or for good (0), not " + profile + ", " + erased);
    }
  }

  /** How long this profile is kept from now on; zero for good. */
  public Duration of(Profile after) {
    return after.erased() ? erased : profile;
  }
}

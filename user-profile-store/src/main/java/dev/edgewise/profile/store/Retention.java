/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import dev.edgewise.profile.Profile;
import java.time.Duration;

/**
 * How long a store keeps profiles. Zero means forever.
 *
 * @param profile the time that a profile is kept after its last change
 * @param erased the time that the record of an erasure is kept. Without the record, old events that
 *     are read again would take effect, so keep it at least as long as the log keeps events
 */
public record Retention(Duration profile, Duration erased) {
  /** Keeps everything forever. */
  public static final Retention FOR_GOOD = new Retention(Duration.ZERO, Duration.ZERO);

  public Retention {
    if (profile.isNegative() || erased.isNegative()) {
      throw new IllegalArgumentException(
          "retention must be 0 (forever) or positive, not " + profile + " and " + erased);
    }
  }

  /** Returns the time to keep this profile from now on; zero means forever. */
  public Duration of(Profile after) {
    return after.erased() ? erased : profile;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Relearns the first stage in the background. It does so when the number of likes has grown by half
 * since the last time, so that a start which reads millions of events relearns only a few times.
 * Otherwise it relearns ten minutes after the last time, if there are new likes. For one caller at
 * a time.
 */
public final class PeriodicLearning {
  private static final long MIN_LIKES = 1000;
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final Candidates candidates;
  private final InstantSource clock;
  private long learntLikes;
  private @Nullable Instant last;

  public PeriodicLearning(Candidates candidates, InstantSource clock) {
    this.candidates = candidates;
    this.clock = clock;
  }

  /** Relearns if it is due, and returns whether it was. */
  public boolean learnIfDue() {
    long likes = candidates.learnt();
    if (!isDue(likes)) {
      return false;
    }
    candidates.rebuild();
    learntLikes = likes;
    last = clock.instant();
    return true;
  }

  private boolean isDue(long likes) {
    long added = likes - learntLikes;
    boolean intervalOver = last == null || last.plus(INTERVAL).isBefore(clock.instant());
    return added >= Math.max(MIN_LIKES, learntLikes / 2)
        || (added > 0 && learntLikes > 0 && intervalOver);
  }
}

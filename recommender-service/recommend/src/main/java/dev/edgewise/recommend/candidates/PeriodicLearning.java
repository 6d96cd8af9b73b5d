/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first stage learn anew in the background: when half as much again is known as the last
 * time, so that a start that reads millions of events does it a few times only, else some minutes
 * after the last time when there is anything new. For one caller at a time.
 */
public final class PeriodicLearning {
  private static final long LEAST = 1000;
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Candidates candidates;
  private final InstantSource clock;
  private long learnt;
  private @Nullable Instant last;

  /** Nothing learnt anew so far. */
  public PeriodicLearning(Candidates candidates, InstantSource clock) {
    this.candidates = candidates;
    this.clock = clock;
  }

  /**
   * Learns anew if it is time to.
   *
   * @return whether it was
   */
  public boolean learnIfDue() {
    long now = candidates.learnt();
    if (!due(now)) {
      return false;
    }
    candidates.rebuild();
    learnt = now;
    last = clock.instant();
    return true;
  }

  private boolean due(long now) {
    long fresh = now - learnt;
    boolean paused = last == null || last.plus(PAUSE).isBefore(clock.instant());
    return fresh >= Math.max(LEAST, learnt / 2) || (fresh > 0 && learnt > 0 && paused);
  }
}

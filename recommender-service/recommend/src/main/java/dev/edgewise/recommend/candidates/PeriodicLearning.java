/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.learn.RankerFit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns from all events in the background: first the matrices of items by items, then, less often,
 * the ranker. It learns when the number of choices has grown by half since the last time, so that a
 * start which reads millions of events learns only a few times. Otherwise it learns after ten
 * minutes (matrices) or a day (ranker), if there are new choices. For one caller at a time; any
 * thread may read the state.
 */
public final class PeriodicLearning {
  private static final long MIN_CHOICES = 1000;

  private final Candidates candidates;
  private final Consumer<FittedRanker> onFit;
  private final InstantSource clock;
  private final Schedule matrices = new Schedule(Duration.ofMinutes(10));
  private final Schedule ranker = new Schedule(Duration.ofDays(1));
  private volatile State state = new State("waiting for events", null, null);

  /**
   * What is being learnt.
   *
   * @param doing what is being done now, in a few words
   * @param fitted when the ranker was last fitted, or null
   * @param result of the last fit, or null
   */
  public record State(String doing, @Nullable Instant fitted, @Nullable FittedRanker result) {
    State doing(String now) {
      return new State(now, fitted, result);
    }
  }

  /** When to learn again. */
  private static final class Schedule {
    private final Duration interval;
    private long learnt;
    private @Nullable Instant last;

    Schedule(Duration interval) {
      this.interval = interval;
    }

    boolean isDue(long choices, Instant now) {
      long added = choices - learnt;
      boolean over = last == null || last.plus(interval).isBefore(now);
      return added >= Math.max(MIN_CHOICES, learnt / 2) || (added > 0 && learnt > 0 && over);
    }

    void done(long choices, Instant now) {
      learnt = choices;
      last = now;
    }
  }

  /** Creates the learning; {@code onFit} receives each fitted ranker and decides on its use. */
  public PeriodicLearning(
      Candidates candidates, Consumer<FittedRanker> onFit, InstantSource clock) {
    this.candidates = candidates;
    this.onFit = onFit;
    this.clock = clock;
  }

  /** Learns what is due, and returns whether anything was. */
  public boolean learnIfDue() {
    long choices = candidates.learnt();
    boolean due = matrices.isDue(choices, clock.instant());
    if (due) {
      state = state.doing("learning which items go together");
      candidates.rebuild();
      matrices.done(choices, clock.instant());
    }
    if (ranker.isDue(choices, clock.instant())) {
      due = true;
      Optional<FittedRanker> fitted = fit(candidates, doing -> state = state.doing(doing));
      ranker.done(choices, clock.instant());
      fitted.ifPresent(onFit);
      state = new State("idle", clock.instant(), fitted.orElse(null));
    } else if (due) {
      state = state.doing("idle");
    }
    return due;
  }

  /**
   * Fits a ranker to all events so far; empty if they are too few.
   *
   * @param progress receives what is being done, in a few words
   */
  public static Optional<FittedRanker> fit(Candidates candidates, Consumer<String> progress) {
    Candidates.Snapshot all = candidates.snapshot();
    return RankerFit.fit(all.interactions(), all.content(), all.allowed()::get, progress);
  }

  /** What is being learnt now. */
  public State state() {
    return state;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.LoggedRanking;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Feedback as it comes, from the topics of rankings and of events. These are read side by side, and
 * a ranking is written down a little after it was shown, so an event waits for a moment before it
 * is looked what it is about; at the start until the rankings of the window before have been read.
 * Remembers the latest {@value #RANKINGS} rankings (some 50 MB), of one window before the start and
 * since. Thread-safe.
 */
public final class OnlineFeedback {
  /** How many rankings are remembered at most. */
  public static final int RANKINGS = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MOST_WAITING = 100_000;

  private final Attribution attribution;
  private final InstantSource clock;
  private final Instant since;
  private final Consumer<FeedbackOutcome> counter;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean ready;

  private record Waiting(Event event, Instant came) {}

  /**
   * Feedback from now on, and from the window before.
   *
   * @param window how long before an event the ranking may be that it is about
   * @param counter hears of each event, {@link FeedbackOutcome#NONE} left out
   */
  public OnlineFeedback(
      SignalWeights signals,
      Duration window,
      InstantSource clock,
      Consumer<FeedbackOutcome> counter) {
    this.attribution = new Attribution(signals, window, RANKINGS, false);
    this.clock = clock;
    this.since = clock.instant().minus(window);
    this.counter = counter;
  }

  /** From when on rankings are to be told. */
  public Instant since() {
    return since;
  }

  /**
   * An entry of the log of rankings.
   *
   * @throws IllegalArgumentException when it is none
   */
  public synchronized void shown(byte[] entry) {
    LoggedRanking ranking = LoggedRanking.read(entry);
    if (!ranking.at().isBefore(since)) {
      attribution.shown(ranking);
    }
    settle();
  }

  /** The rankings from before the start have all been told. */
  public synchronized void ready() {
    ready = true;
    settle();
  }

  /** Something was done. */
  public void done(Event event) {
    boolean counts =
        !event.time().isBefore(since)
            && (ProfileRequest.isReserved(event.type())
                || attribution.effect(event) != FeedbackOutcome.NONE);
    if (counts) {
      add(event);
    }
  }

  private synchronized void add(Event event) {
    waiting.add(new Waiting(event, clock.instant()));
    settle();
  }

  private void settle() {
    Instant ripe = clock.instant().minus(PATIENCE);
    Waiting next = waiting.peek();
    while (next != null && (waiting.size() > MOST_WAITING || (ready && !next.came.isAfter(ripe)))) {
      FeedbackOutcome outcome = attribution.done(next.event);
      if (outcome != FeedbackOutcome.NONE) {
        counter.accept(outcome);
      }
      waiting.remove();
      next = waiting.peek();
    }
  }

  /** How rankings do. */
  public synchronized Measures measures() {
    settle();
    return attribution.measures(since);
  }
}

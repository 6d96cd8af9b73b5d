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
 * Measures feedback while it arrives in the topics of rankings and events. The two topics are read
 * independently and a ranking is logged a little after it was shown, so each event waits two
 * seconds before it is attributed. At the start, events wait until the rankings of the window
 * before the start have been read. Remembers the latest {@value #RANKINGS} rankings (about 50 MB),
 * from one window before the start on. Thread-safe.
 */
public final class OnlineFeedback {
  /** The largest number of remembered rankings. */
  public static final int RANKINGS = 100_000;

  private static final Duration EVENT_DELAY = Duration.ofSeconds(2);
  private static final int MAX_WAITING = 100_000;

  private final Attribution attribution;
  private final InstantSource clock;
  private final Instant since;
  private final Consumer<FeedbackOutcome> counter;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean ready;

  private record Waiting(Event event, Instant arrived) {}

  /**
   * Creates a measurement that begins one window ago, the longest time between a ranking and its
   * events. The counter receives each outcome except {@link FeedbackOutcome#NONE}.
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

  /** The time from which rankings should be read. */
  public Instant since() {
    return since;
  }

  /**
   * Adds an entry of the ranking log.
   *
   * @throws IllegalArgumentException when it is not a logged ranking
   */
  public synchronized void shown(byte[] entry) {
    LoggedRanking ranking = LoggedRanking.read(entry);
    if (!ranking.at().isBefore(since)) {
      attribution.shown(ranking);
    }
    settle();
  }

  /** Tells that all rankings from before the start have been read. */
  public synchronized void ready() {
    ready = true;
    settle();
  }

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
    Instant arrivedBefore = clock.instant().minus(EVENT_DELAY);
    Waiting next = waiting.peek();
    while (next != null
        && (waiting.size() > MAX_WAITING || (ready && !next.arrived.isAfter(arrivedBefore)))) {
      FeedbackOutcome outcome = attribution.done(next.event);
      if (outcome != FeedbackOutcome.NONE) {
        counter.accept(outcome);
      }
      waiting.remove();
      next = waiting.peek();
    }
  }

  public synchronized Measures measures() {
    settle();
    return attribution.measures(since);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.LoggedRanking;
import dev.edgewise.recommend.feedback.RememberedRanking.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ranking that an event is about: the one of the request that the event names, if that
 * showed the item to this user; for an event that names none the latest that showed the item to the
 * user within a window before it. Each effect counts once for an item of a request. Remembers the
 * latest rankings only, some half a kilobyte each; those of a user are forgotten with it. Not
 * thread-safe.
 */
public final class Attribution {
  private final SignalWeights signals;
  private final Duration window;
  private final int most;
  private final boolean whole;
  private final Map<String, RememberedRanking> byRequest = new LinkedHashMap<>();
  private final Map<String, Deque<RememberedRanking>> byUser = new HashMap<>();
  private final Map<Measures.Maker, FeedbackTally> tallies = new LinkedHashMap<>();
  private long repeated;
  private long unattributed;

  /**
   * An attribution that knows of no ranking.
   *
   * @param signals how much liking an event shows
   * @param window how long before an event the ranking may be that it is about
   * @param most how many rankings are remembered
   * @param whole whether their features are remembered, too
   */
  public Attribution(SignalWeights signals, Duration window, int most, boolean whole) {
    this.signals = signals;
    this.window = window;
    this.most = most;
    this.whole = whole;
  }

  /** Something was shown: a first page, or another page of a list that is known. */
  public void shown(LoggedRanking page) {
    RememberedRanking known = byRequest.get(page.requestId());
    RememberedRanking ranking = known == null ? remembered(page) : known;
    if (!ranking.user().equals(page.user())) {
      return;
    }
    Set<Measures.Maker> before = new HashSet<>();
    ranking.places().forEach(place -> before.add(place.maker()));
    for (LoggedRanking.Item item : page.items()) {
      if (ranking.of(item.id()) == null) {
        Measures.Maker maker = new Measures.Maker(page.model(), page.blend(), item.rankedBy());
        FeedbackTally tally = tallies.computeIfAbsent(maker, m -> new FeedbackTally());
        Place place = new Place(item, maker, whole);
        ranking.places().add(place);
        tally.shown(place);
        if (before.add(maker)) {
          tally.ranking();
        }
      }
    }
  }

  private RememberedRanking remembered(LoggedRanking page) {
    RememberedRanking ranking = new RememberedRanking(page);
    byRequest.put(ranking.request(), ranking);
    byUser.computeIfAbsent(ranking.user(), user -> new ArrayDeque<>(2)).add(ranking);
    if (byRequest.size() > most) {
      Iterator<RememberedRanking> eldest = byRequest.values().iterator();
      forget(eldest.next());
      eldest.remove();
    }
    return ranking;
  }

  private void forget(RememberedRanking ranking) {
    Deque<RememberedRanking> own = byUser.get(ranking.user());
    if (own != null) {
      own.remove(ranking);
      if (own.isEmpty()) {
        byUser.remove(ranking.user());
      }
    }
  }

  /** Something was done; says what it was to what was shown. */
  public FeedbackOutcome done(Event event) {
    if (ProfileRequest.isReserved(event.type())) {
      ProfileRequest.of(event)
          .filter(ProfileRequest::forgets)
          .ifPresent(forgetting -> forget(event.user(), event.time()));
      return FeedbackOutcome.NONE;
    }
    FeedbackOutcome outcome = effect(event);
    if (outcome == FeedbackOutcome.NONE) {
      return outcome;
    }
    Place place = place(event);
    if (place == null) {
      unattributed++;
      return FeedbackOutcome.UNATTRIBUTED;
    }
    if (place.has(outcome)) {
      repeated++;
      return FeedbackOutcome.REPEATED;
    }
    place.add(outcome);
    tallies.computeIfAbsent(place.maker(), m -> new FeedbackTally()).effect(outcome, place);
    return outcome;
  }

  private void forget(String user, Instant until) {
    List<RememberedRanking> own = List.copyOf(byUser.getOrDefault(user, new ArrayDeque<>()));
    for (RememberedRanking ranking : own) {
      if (!ranking.time().isAfter(until)) {
        forget(ranking);
        byRequest.remove(ranking.request());
      }
    }
  }

  /** What an event would be to a ranking. */
  FeedbackOutcome effect(Event event) {
    if (event.item().isEmpty()) {
      return FeedbackOutcome.NONE;
    }
    if (EventType.IMPRESSION.is(event)) {
      return FeedbackOutcome.IMPRESSION;
    }
    double weight = signals.of(event);
    if (weight >= 0.5) {
      return FeedbackOutcome.LIKED;
    }
    if (weight < 0) {
      return FeedbackOutcome.DISLIKED;
    }
    // a lukewarm rating is no closer look
    return weight > 0 && !EventType.RATE.is(event) ? FeedbackOutcome.CLICKED : FeedbackOutcome.NONE;
  }

  private @Nullable Place place(Event event) {
    String requestId = event.context().get(FeedbackCodec.REQUEST);
    if (requestId != null) {
      RememberedRanking ranking = byRequest.get(requestId);
      boolean own = ranking != null && ranking.user().equals(event.user());
      return own && ranking != null ? ranking.of(event.item()) : null;
    }
    Deque<RememberedRanking> own = byUser.getOrDefault(event.user(), new ArrayDeque<>());
    for (Iterator<RememberedRanking> it = own.descendingIterator(); it.hasNext(); ) {
      RememberedRanking ranking = it.next();
      boolean before = !ranking.time().isAfter(event.time());
      Place place = before ? ranking.of(event.item()) : null;
      if (place != null && !ranking.time().plus(window).isBefore(event.time())) {
        return place;
      }
    }
    return null;
  }

  /** All rankings that are remembered, in the order in which they came. */
  public Collection<RememberedRanking> rankings() {
    return Collections.unmodifiableCollection(byRequest.values());
  }

  /**
   * How rankings do.
   *
   * @param since from when on all was told
   */
  public Measures measures(Instant since) {
    return new Measures(
        since,
        tallies.entrySet().stream().map(e -> e.getValue().made(e.getKey())).toList(),
        repeated,
        unattributed,
        byRequest.size());
  }
}

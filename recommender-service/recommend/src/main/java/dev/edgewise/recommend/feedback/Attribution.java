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
 * Finds the ranking that an event belongs to. If the event names a request, that is the ranking of
 * this request, provided that it showed the item to this user. Otherwise it is the latest ranking
 * that showed the item to the user within a time window before the event. Each outcome counts once
 * per item and request. Remembers only the latest rankings, about half a kilobyte each; a user's
 * rankings are forgotten with the user. Not thread-safe.
 */
public final class Attribution {
  private final SignalWeights signals;
  private final Duration window;
  private final int maxRankings;
  private final boolean keepFeatures;
  private final Map<String, RememberedRanking> byRequest = new LinkedHashMap<>();
  private final Map<String, Deque<RememberedRanking>> byUser = new HashMap<>();
  private final Map<Measures.Maker, FeedbackTally> tallies = new LinkedHashMap<>();

  /** One instance of each maker, for the places of all rankings. */
  private final Map<Measures.Maker, Measures.Maker> makers = new HashMap<>();

  private long repeated;
  private long unattributed;

  /**
   * Creates an attribution without rankings.
   *
   * @param signals how much liking an event shows
   * @param window how long before an event its ranking may have been shown
   * @param maxRankings how many rankings are remembered
   * @param keepFeatures whether to remember the features of the shown items, too
   */
  public Attribution(
      SignalWeights signals, Duration window, int maxRankings, boolean keepFeatures) {
    this.signals = signals;
    this.window = window;
    this.maxRankings = maxRankings;
    this.keepFeatures = keepFeatures;
  }

  /** Adds a page that was shown: the first page of a list, or a later page of a known list. */
  public void shown(LoggedRanking page) {
    RememberedRanking known = byRequest.get(page.requestId());
    RememberedRanking ranking = known == null ? remember(page) : known;
    if (!ranking.user().equals(page.user())) {
      return;
    }
    Set<Measures.Maker> counted = new HashSet<>();
    ranking.places().forEach(place -> counted.add(place.maker()));
    for (LoggedRanking.Item item : page.items()) {
      if (ranking.of(item.id()) == null) {
        Measures.Maker maker =
            makers.computeIfAbsent(
                new Measures.Maker(page.model(), page.blend(), item.rankedBy()), one -> one);
        FeedbackTally tally = tallies.computeIfAbsent(maker, m -> new FeedbackTally());
        Place place = new Place(item, maker, keepFeatures);
        ranking.places().add(place);
        tally.shown(place);
        if (counted.add(maker)) {
          tally.ranking();
        }
      }
    }
  }

  private RememberedRanking remember(LoggedRanking page) {
    RememberedRanking ranking = new RememberedRanking(page);
    byRequest.put(ranking.request(), ranking);
    byUser.computeIfAbsent(ranking.user(), user -> new ArrayDeque<>(2)).add(ranking);
    if (byRequest.size() > maxRankings) {
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

  /** Adds an event, and returns its outcome for the ranking that it belongs to. */
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

  /** The outcome that an event would have for a ranking. */
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
    // a rating without clear liking is not a click
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
    for (RememberedRanking ranking : own.reversed()) {
      boolean before = !ranking.time().isAfter(event.time());
      Place place = before ? ranking.of(event.item()) : null;
      if (place != null && !ranking.time().plus(window).isBefore(event.time())) {
        return place;
      }
    }
    return null;
  }

  /** All remembered rankings, in the order of their first pages. */
  public Collection<RememberedRanking> rankings() {
    return Collections.unmodifiableCollection(byRequest.values());
  }

  /** The measures of all rankings so far, which cover the time from {@code since} on. */
  public Measures measures(Instant since) {
    return new Measures(
        since,
        tallies.entrySet().stream().map(e -> e.getValue().made(e.getKey())).toList(),
        repeated,
        unattributed,
        byRequest.size());
  }
}

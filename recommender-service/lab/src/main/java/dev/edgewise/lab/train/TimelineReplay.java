/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.SourceWeights;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A replay of the past by the code that serves. At each moment profiles and first stage know what
 * they would have known then, and nothing later.
 */
final class TimelineReplay {
  private static final Duration LEARNT_EVERY = Duration.ofDays(7);

  private final EventHistory history;
  private final ProfileRules rules;
  private final Map<String, Profile> profiles = new HashMap<>();
  private final Candidates candidates;
  private int next;
  private @Nullable Instant learnAnew;

  TimelineReplay(EventHistory history, SourceWeights weights) {
    this.history = history;
    this.rules = new ProfileRules(history.signals());
    this.candidates = new Candidates(history.catalogue(), history.signals()::of, weights);
  }

  /** Continues to a moment; the visitor sees each event's index before the event happens. */
  void until(Instant moment, IntConsumer before) {
    List<Event> events = history.events();
    while (next < events.size() && events.get(next).time().isBefore(moment)) {
      before.accept(next);
      Event event = events.get(next);
      EventPosition position = new EventPosition("past", 0, next);
      profiles.put(
          event.user(),
          rules.apply(profile(event.user()), List.of(new PositionedEvent(event, position))));
      candidates.record(event);
      next++;
      learnAnew(event.time());
    }
  }

  /** The service does the same in the background, more often. */
  private void learnAnew(Instant now) {
    if (learnAnew == null || learnAnew.isBefore(now)) {
      candidates.rebuild();
      learnAnew = now.plus(LEARNT_EVERY);
    }
  }

  Profile profile(String user) {
    return profiles.getOrDefault(user, Profile.empty(user));
  }

  Candidates candidates() {
    return candidates;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.recommend.candidates.Candidates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Replays historical events with the code of the service. Profiles and first stage have learnt from
 * the replayed events only, never from later ones.
 */
final class TimelineReplay {
  private static final Duration REBUILD_INTERVAL = Duration.ofDays(7);

  private final EventHistory history;
  private final ProfileRules rules;
  private final Map<String, Profile> profiles = new HashMap<>();
  private final Candidates candidates;
  private int next;
  private @Nullable Instant nextRebuild;

  TimelineReplay(EventHistory history) {
    this.history = history;
    this.rules = new ProfileRules(history.signals());
    this.candidates = new Candidates(history.catalogue(), history.signals()::of);
  }

  /** Replays the events before {@code end}; the visitor receives each index before the event. */
  void until(Instant end, IntConsumer visitor) {
    List<Event> events = history.events();
    while (next < events.size() && events.get(next).time().isBefore(end)) {
      visitor.accept(next);
      Event event = events.get(next);
      EventPosition position = new EventPosition("past", 0, next);
      profiles.put(
          event.user(),
          rules.apply(profile(event.user()), List.of(new PositionedEvent(event, position))));
      candidates.record(event);
      next++;
      rebuildIfDue(event.time());
    }
  }

  /** Rebuilds the first stage once a week; the service does so in the background and more often. */
  private void rebuildIfDue(Instant now) {
    if (nextRebuild == null || nextRebuild.isBefore(now)) {
      candidates.rebuild();
      nextRebuild = now.plus(REBUILD_INTERVAL);
    }
  }

  Profile profile(String user) {
    return profiles.getOrDefault(user, Profile.empty(user));
  }

  Candidates candidates() {
    return candidates;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.profile.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leave-one-out, as in many published tables (He et al., "Neural collaborative filtering", WWW
 * 2017). Each user's last event is the test and the one before it is for validation. A user's
 * history at the time of the test is all events but the last; counts and models learn from all but
 * the last two. All events of users with fewer than three are training. Training includes other
 * users' later events, so the figures are higher than a service would reach.
 */
public final class LeaveOneOut {
  private static final int FEWEST_EVENTS = 3;

  private LeaveOneOut() {}

  /** The plan; of a user's events at the same time, the one on the later line is the last. */
  public static SplitPlan plan(Dataset data) {
    Map<String, List<Event>> byUser =
        data.events().stream().collect(Collectors.groupingBy(Event::user));
    List<SplitPlan.Subject> subjects = new ArrayList<>();
    List<SplitPlan.Subject> validation = new ArrayList<>();
    for (String user : data.users()) {
      List<Event> all = byUser.getOrDefault(user, List.of());
      if (all.size() >= FEWEST_EVENTS) {
        subjects.add(subject(user, all));
        validation.add(subject(user, all.subList(0, all.size() - 1)));
      }
    }
    return new SplitPlan(
        training(data, byUser), subjects, validation, data.itemsWithEvents(), null);
  }

  /** The last of these events is the target, and the others are the history. */
  private static SplitPlan.Subject subject(String user, List<Event> events) {
    Event last = events.getLast();
    List<Event> history = events.subList(0, events.size() - 1);
    Set<String> excluded = history.stream().map(Event::item).collect(Collectors.toSet());
    excluded.remove(last.item());
    boolean tied = last.time().equals(history.getLast().time());
    return new SplitPlan.Subject(user, history, excluded, Set.of(last.item()), tied, last);
  }

  private static List<Event> training(Dataset data, Map<String, List<Event>> byUser) {
    Map<String, Integer> passed = new HashMap<>();
    return data.events().stream()
        .filter(event -> {
          int place = passed.merge(event.user(), 1, Integer::sum);
          int of = byUser.getOrDefault(event.user(), List.of()).size();
          return of < FEWEST_EVENTS || place <= of - 2;
        })
        .toList();
  }
}

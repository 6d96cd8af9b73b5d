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
 * 2017). Each user's last event is the test, the one before is kept for validation, and the rest is
 * training. All events of users with fewer than three are training. Training includes other users'
 * later events, so the figures are higher than a service would reach.
 */
public final class LeaveOneOut {
  private static final int FEWEST_EVENTS = 3;

  private LeaveOneOut() {}

  /** The plan; of events at the same time, the one with the higher item id is the last. */
  public static SplitPlan plan(Dataset data) {
    Map<String, List<Event>> byUser =
        data.events().stream().collect(Collectors.groupingBy(Event::user));
    List<SplitPlan.Subject> subjects = new ArrayList<>();
    for (String user : data.users()) {
      List<Event> all = byUser.getOrDefault(user, List.of());
      if (all.size() >= FEWEST_EVENTS) {
        subjects.add(subject(user, all));
      }
    }
    return new SplitPlan(training(data, byUser), subjects, data.itemsWithEvents(), null);
  }

  private static SplitPlan.Subject subject(String user, List<Event> all) {
    String test = all.getLast().item();
    Set<String> excluded = all.stream().map(Event::item).collect(Collectors.toSet());
    excluded.remove(test);
    return new SplitPlan.Subject(user, all.subList(0, all.size() - 2), excluded, Set.of(test));
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

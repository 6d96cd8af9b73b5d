/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.profile.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leave-one-out, as many published tables have it (He et al., "Neural collaborative filtering", WWW
 * 2017): each user's last event is measured, the one before is kept for validation, and the rest is
 * learnt from. Users with fewer than three events are only learnt from. Other users' later events
 * are learnt from too, so figures are higher than those of a service would be.
 */
public final class LeaveOneOut {
  private static final int FEWEST_EVENTS = 3;

  private LeaveOneOut() {}

  /** The plan; among equally late events the one of the later item id is the last. */
  public static Plan plan(Dataset data) {
    Map<String, List<Event>> byUser = new HashMap<>();
    data.events()
        .forEach(event -> byUser.computeIfAbsent(event.user(), u -> new ArrayList<>()).add(event));
    List<Plan.Subject> subjects = new ArrayList<>();
    for (String user : data.users()) {
      List<Event> all = byUser.getOrDefault(user, List.of());
      if (all.size() >= FEWEST_EVENTS) {
        subjects.add(subject(user, all));
      }
    }
    return new Plan(training(data, byUser), subjects, data.itemsWithEvents(), null);
  }

  private static Plan.Subject subject(String user, List<Event> all) {
    String test = all.getLast().item();
    Set<String> met = new HashSet<>();
    all.forEach(event -> met.add(event.item()));
    met.remove(test);
    return new Plan.Subject(user, all.subList(0, all.size() - 2), met, Set.of(test));
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.profile.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The global temporal split: profiles and first stage are frozen at one moment, and measured is
 * what each user met from then on for the first time. Nothing of the future leaks into what is
 * learnt (Ji, Sun, Zhang and Li, "A critical study on data leakage in recommender system offline
 * evaluation", ACM TOIS 2023).
 */
public final class Temporal {
  private static final double TRAINING_SHARE = 0.9;

  private Temporal() {}

  /**
   * The plan for a moment.
   *
   * @param from the moment; null for where the catalogue says that training ends, else for the time
   *     of the first of the last tenth of the events
   */
  public static Plan plan(Dataset data, @Nullable Instant from) {
    Instant split = from == null ? usualSplit(data) : from;
    List<Event> training =
        data.events().stream().filter(event -> event.time().isBefore(split)).toList();
    Map<String, List<Event>> histories = new HashMap<>();
    Map<String, Set<String>> later = new HashMap<>();
    for (Event event : data.events()) {
      if (event.time().isBefore(split)) {
        histories.computeIfAbsent(event.user(), user -> new ArrayList<>()).add(event);
      } else {
        later.computeIfAbsent(event.user(), user -> new LinkedHashSet<>()).add(event.item());
      }
    }
    List<Plan.Subject> subjects = new ArrayList<>();
    for (String user : data.users()) {
      Set<String> targets = later.getOrDefault(user, Set.of());
      List<Event> history = histories.getOrDefault(user, List.of());
      Set<String> met = new HashSet<>();
      if (!targets.isEmpty()) {
        history.forEach(event -> met.add(event.item()));
        targets.removeAll(met);
      }
      if (!targets.isEmpty()) {
        subjects.add(new Plan.Subject(user, history, met, targets));
      }
    }
    return new Plan(training, subjects, data.items(), split);
  }

  private static Instant usualSplit(Dataset data) {
    Instant declared = data.catalogue().description().trainingEnds();
    int first = (int) (data.events().size() * TRAINING_SHARE);
    return declared == null ? data.events().get(first).time() : declared;
  }
}

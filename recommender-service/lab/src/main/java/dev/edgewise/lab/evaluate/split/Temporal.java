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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The global temporal split: profiles and first stage learn from the events before one time. The
 * targets are the items that a user interacted with only after it. No information leaks from the
 * future (Ji, Sun, Zhang and Li, "A critical study on data leakage in recommender system offline
 * evaluation", ACM TOIS 2023).
 */
public final class Temporal {
  private static final double TRAINING_SHARE = 0.9;

  private Temporal() {}

  /**
   * The plan for a time of the split.
   *
   * @param from the time of the split; null for the end of training that the catalogue declares, or
   *     else for the time at which the last tenth of the events begins
   */
  public static SplitPlan plan(Dataset data, @Nullable Instant from) {
    Instant split = from == null ? usualSplit(data) : from;
    Map<Boolean, List<Event>> parts =
        data.events().stream()
            .collect(Collectors.partitioningBy(event -> event.time().isBefore(split)));
    List<Event> training = parts.getOrDefault(true, List.of());
    Map<String, List<Event>> histories =
        training.stream().collect(Collectors.groupingBy(Event::user));
    Map<String, Set<String>> later = new HashMap<>();
    parts
        .getOrDefault(false, List.of())
        .forEach(event ->
            later.computeIfAbsent(event.user(), user -> new LinkedHashSet<>()).add(event.item()));
    List<SplitPlan.Subject> subjects = new ArrayList<>();
    for (String user : data.users()) {
      List<Event> history = histories.getOrDefault(user, List.of());
      Set<String> excluded = history.stream().map(Event::item).collect(Collectors.toSet());
      Set<String> targets = later.getOrDefault(user, new HashSet<>());
      targets.removeAll(excluded);
      if (!targets.isEmpty()) {
        subjects.add(new SplitPlan.Subject(user, history, excluded, targets, false));
      }
    }
    return new SplitPlan(training, subjects, List.of(), data.items(), split);
  }

  private static Instant usualSplit(Dataset data) {
    Instant declared = data.catalogue().description().trainingEnds();
    int first = (int) (data.events().size() * TRAINING_SHARE);
    return declared == null ? data.events().get(first).time() : declared;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.readers;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks users with different tastes, for the demo to show. A taste is the sum of event weights by
 * trait, minus the average taste of all users. The next reader is always the user who is least
 * similar to the readers already picked. Thread-safe.
 */
public final class DemoReaders {
  private static final int MIN_EVENTS = 15;
  private static final int MAX_EVENTS = 120;
  private static final int CONSIDERED = 400;
  private static final int TASTES = 2;

  private final SignalWeights signals;
  private final Map<String, Taste> tastes = new HashMap<>();
  private final Map<String, Double> everyone = new HashMap<>();
  private final ReaderNames names = new ReaderNames();
  private List<String> picked = List.of();

  public DemoReaders(SignalWeights signals) {
    this.signals = signals;
  }

  /** Learns from an event; impressions tell nothing about a taste. */
  public synchronized void record(Event event) {
    if (ProfileRequest.isReserved(event.type())) {
      ProfileRequest.of(event)
          .filter(ProfileRequest::forgets)
          .ifPresent(forgetting -> forget(event.user()));
      return;
    }
    if (EventType.IMPRESSION.is(event)) {
      return;
    }
    double weight = signals.of(event);
    Taste taste = tastes.computeIfAbsent(event.user(), user -> new Taste());
    taste.events++;
    for (String trait : event.traits()) {
      taste.traits.merge(trait, weight, Double::sum);
      everyone.merge(trait, weight, Double::sum);
    }
  }

  private void forget(String user) {
    tastes.remove(user);
    if (picked.contains(user)) {
      picked = List.of();
    }
  }

  /**
   * Picks at most this number of users; the same events give the same users. Once there are enough,
   * they stay the same, with the same names, until one of them is forgotten.
   *
   * @param kind the kind of traits that describes a taste, for example {@code genre}
   */
  public synchronized List<DemoReader> pick(int most, String kind) {
    if (picked.size() < most) {
      picked = furthestApart(most);
      names.keep(picked);
    }
    return picked.stream()
        .limit(most)
        .map(user -> new DemoReader(user, names.of(user), liked(user, kind)))
        .toList();
  }

  /**
   * The traits of a kind that the user likes, the most distinctive ones first, without the kind.
   */
  private List<String> liked(String user, String kind) {
    Map<String, Double> traits = tastes.getOrDefault(user, new Taste()).traits;
    Map<String, Double> distinct = distinctTaste(traits);
    return traits.entrySet().stream()
        .filter(e -> e.getKey().startsWith(kind + ":") && e.getValue() > 0)
        .map(Map.Entry::getKey)
        .sorted(
            Comparator.comparingDouble((String trait) -> -distinct.getOrDefault(trait, 0.0))
                .thenComparing(Comparator.naturalOrder()))
        .limit(TASTES)
        .map(trait -> trait.substring(kind.length() + 1))
        .toList();
  }

  private List<String> furthestApart(int most) {
    Map<String, Map<String, Double>> open = new HashMap<>();
    tastes.entrySet().stream()
        .filter(e -> e.getValue().events >= MIN_EVENTS && e.getValue().events <= MAX_EVENTS)
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Taste> e) -> -e.getValue().events)
                .thenComparing(Map.Entry::getKey))
        .limit(CONSIDERED)
        .forEach(e -> open.put(e.getKey(), distinctTaste(e.getValue().traits)));
    List<String> chosen = new ArrayList<>();
    Map<String, Double> similarity = new HashMap<>();
    Map<String, Map<String, Double>> all = Map.copyOf(open);
    while (chosen.size() < most && !open.isEmpty()) {
      String next = furthest(open, similarity);
      chosen.add(next);
      open.remove(next);
      Map<String, Double> taste = all.getOrDefault(next, Map.of());
      open.forEach((user, other) -> similarity.merge(user, dot(taste, other), Math::max));
    }
    return chosen;
  }

  private static String furthest(
      Map<String, Map<String, Double>> open, Map<String, Double> similarity) {
    return open.keySet().stream()
        .min(
            Comparator.comparingDouble((String user) -> similarity.getOrDefault(user, -1.0))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Subtracts the average taste and scales the difference to length 1. */
  private Map<String, Double> distinctTaste(Map<String, Double> traits) {
    double own = length(traits);
    double all = length(everyone);
    Map<String, Double> difference = new HashMap<>();
    everyone.forEach((trait, weight) ->
        difference.put(trait, traits.getOrDefault(trait, 0.0) / own - weight / all));
    double length = length(difference);
    difference.replaceAll((trait, weight) -> weight / length);
    return difference;
  }

  private static double length(Map<String, Double> vector) {
    return Math.max(1e-9, Math.sqrt(dot(vector, vector)));
  }

  private static double dot(Map<String, Double> one, Map<String, Double> other) {
    double sum = 0;
    for (Map.Entry<String, Double> entry : one.entrySet()) {
      sum += entry.getValue() * other.getOrDefault(entry.getKey(), 0.0);
    }
    return sum;
  }

  private static final class Taste {
    private int events;
    private final Map<String, Double> traits = new HashMap<>();
  }
}

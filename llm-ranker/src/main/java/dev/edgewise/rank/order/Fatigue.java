/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.profile.Impressions;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.rank.Ranking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets sink what was shown and ignored: {@code weight * log2(1 + times * 2^(-age / 3 days))} is
 * taken off an item's logit, with {@code times} the impressions and {@code age} the time since the
 * last of them. What the user did something with since then was not ignored. A profile remembers
 * the latest impressions of some items only, see {@link ProfileRules}. Immutable and thread-safe.
 */
public final class Fatigue {
  /** The name of its part of a logit. */
  public static final String NAME = "fatigue";

  private static final Duration HALF_LIFE = Duration.ofDays(3);

  private final double weight;
  private final Supplier<Instant> clock;

  /**
   * Fatigue.
   *
   * @param weight logits for one impression just now, 0 or more; 0: none
   * @param clock says when now is
   */
  public Fatigue(double weight, Supplier<Instant> clock) {
    if (!(weight >= 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("fatigue is a number from 0, not " + weight);
    }
    this.weight = weight;
    this.clock = clock;
  }

  double weight() {
    return weight;
  }

  /** The ranking with what was ignored in lower places; all others keep their order. */
  List<Ranking.Entry> sink(List<Ranking.Entry> ranked, Profile profile) {
    Map<String, Double> penalties = penalties(profile);
    List<Ranking.Entry> fresh = new ArrayList<>();
    Map<Integer, List<Ranking.Entry>> sunk = new HashMap<>();
    List<Ranking.Entry> ignored = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Ranking.Entry entry : ranked) {
      Double penalty = penalties.get(entry.candidate().id());
      if (penalty == null) {
        fresh.add(entry);
      } else {
        ignored.add(lessened(entry, penalty));
        places.add(fresh.size());
      }
    }
    for (int i = 0; i < ignored.size(); i++) {
      int place = place(ignored.get(i), places.get(i), fresh);
      sunk.computeIfAbsent(place, p -> new ArrayList<>()).add(ignored.get(i));
    }
    return merged(fresh, sunk);
  }

  private Map<String, Double> penalties(Profile profile) {
    Map<String, Double> penalties = new HashMap<>();
    if (weight == 0 || profile.shown().isEmpty()) {
      return penalties;
    }
    Map<String, Instant> met = new HashMap<>();
    for (Interaction one : profile.recent()) {
      met.merge(one.item(), one.time(), (a, b) -> a.isBefore(b) ? b : a);
    }
    Instant now = clock.get();
    profile
        .shown()
        .forEach((item, impressions) -> {
          Instant last = met.get(item);
          if (last == null || last.isBefore(impressions.last())) {
            penalties.put(item, penalty(impressions, now));
          }
        });
    return penalties;
  }

  private double penalty(Impressions impressions, Instant now) {
    double age = Math.max(0, Duration.between(impressions.last(), now).toMillis());
    double times = impressions.times() * Math.pow(2, -age / HALF_LIFE.toMillis());
    return weight * Math.log1p(times) / Math.log(2);
  }

  private static Ranking.Entry lessened(Ranking.Entry entry, double penalty) {
    double logit = Logits.of(entry) - penalty;
    Map<String, Double> parts = new LinkedHashMap<>(entry.contributions());
    if (parts.isEmpty()) {
      parts.put(Logits.firstStage(entry) ? "firstStage" : "model", logit + penalty);
    }
    parts.put(NAME, -penalty);
    return entry.scored(Logits.probability(logit), parts);
  }

  /** Past all that are better now, of those that were ranked by the same. */
  private static int place(Ranking.Entry entry, int from, List<Ranking.Entry> fresh) {
    int place = from;
    while (place < fresh.size()
        && Logits.comparable(fresh.get(place), entry)
        && Logits.of(fresh.get(place)) > Logits.of(entry)) {
      place++;
    }
    return place;
  }

  private static List<Ranking.Entry> merged(
      List<Ranking.Entry> fresh, Map<Integer, List<Ranking.Entry>> sunk) {
    List<Ranking.Entry> merged = new ArrayList<>();
    for (int place = 0; place <= fresh.size(); place++) {
      sunk.getOrDefault(place, List.of()).stream()
          .sorted(
              Comparator.comparing(Logits::firstStage)
                  .thenComparing(Comparator.comparingDouble(Logits::of).reversed()))
          .forEach(merged::add);
      if (place < fresh.size()) {
        merged.add(fresh.get(place));
      }
    }
    return merged;
  }
}

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
 * Demotes items that were shown and ignored. It subtracts {@code weight * times * 2^(-age / 3
 * days)} from an item's logit, with {@code times} the number of impressions and {@code age} the
 * time since the latest of them. An item with an interaction after its latest impression doesn't
 * count as ignored. A profile keeps the latest impressions of some items only, see {@link
 * ProfileRules}. Immutable and thread-safe.
 */
public final class Fatigue {
  /** The name of this step's part of a logit. */
  public static final String NAME = "fatigue";

  private static final Duration HALF_LIFE = Duration.ofDays(3);

  private final double weight;
  private final Supplier<Instant> clock;

  /**
   * Creates the step.
   *
   * @param weight penalty in logits for one impression right now, 0 or more; 0 demotes nothing
   * @param clock returns the current time
   */
  public Fatigue(double weight, Supplier<Instant> clock) {
    if (!(weight >= 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("fatigue must be a number from 0, not " + weight);
    }
    this.weight = weight;
    this.clock = clock;
  }

  double weight() {
    return weight;
  }

  /** An ignored item and how many of the other items stand before it. */
  private record Demoted(Ranking.Entry entry, int place) {}

  /** Returns the ranking with ignored items in lower places; the others keep their order. */
  List<Ranking.Entry> demote(List<Ranking.Entry> ranked, Profile profile) {
    Map<String, Double> penalties = penalties(profile);
    List<Ranking.Entry> others = new ArrayList<>();
    List<Demoted> ignored = new ArrayList<>();
    for (Ranking.Entry entry : ranked) {
      Double penalty = penalties.get(entry.candidate().id());
      if (penalty == null) {
        others.add(entry);
      } else {
        ignored.add(new Demoted(penalised(entry, penalty), others.size()));
      }
    }
    ignored.replaceAll(one -> new Demoted(one.entry, lowerPlace(one, others)));
    ignored.sort(
        Comparator.comparingInt(Demoted::place)
            .thenComparing(one -> Logits.firstStage(one.entry))
            .thenComparingDouble(one -> -Logits.of(one.entry)));
    List<Ranking.Entry> merged = new ArrayList<>(others);
    for (int i = 0; i < ignored.size(); i++) {
      merged.add(ignored.get(i).place + i, ignored.get(i).entry);
    }
    return merged;
  }

  private Map<String, Double> penalties(Profile profile) {
    Map<String, Double> penalties = new HashMap<>();
    if (weight == 0 || profile.shown().isEmpty()) {
      return penalties;
    }
    Map<String, Instant> interactions = new HashMap<>();
    for (Interaction one : profile.recent()) {
      interactions.merge(one.item(), one.time(), (a, b) -> a.isBefore(b) ? b : a);
    }
    Instant now = clock.get();
    profile
        .shown()
        .forEach((item, impressions) -> {
          Instant latest = interactions.get(item);
          if (latest == null || latest.isBefore(impressions.last())) {
            penalties.put(item, penalty(impressions, now));
          }
        });
    return penalties;
  }

  private double penalty(Impressions impressions, Instant now) {
    double age = Math.max(0, Duration.between(impressions.last(), now).toMillis());
    double times = impressions.times() * Math.pow(2, -age / HALF_LIFE.toMillis());
    return weight * times;
  }

  private static Ranking.Entry penalised(Ranking.Entry entry, double penalty) {
    double logit = Logits.of(entry) - penalty;
    Map<String, Double> parts = new LinkedHashMap<>(entry.contributions());
    if (parts.isEmpty()) {
      parts.put(Logits.firstStage(entry) ? "firstStage" : "model", logit + penalty);
    }
    parts.put(NAME, -penalty);
    return entry.scored(Logits.probability(logit), parts);
  }

  /** Returns the place behind all items of the same stage that now have a higher logit. */
  private static int lowerPlace(Demoted ignored, List<Ranking.Entry> others) {
    int place = ignored.place;
    while (place < others.size()
        && Logits.comparable(others.get(place), ignored.entry)
        && Logits.of(others.get(place)) > Logits.of(ignored.entry)) {
      place++;
    }
    return place;
  }
}

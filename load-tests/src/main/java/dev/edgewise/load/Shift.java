/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far two rankings of the same items are apart.
 *
 * @param overlap share of the first ten that both have
 * @param tau Kendall's: 1 for the same order, -1 for the reverse
 * @param difference mean distance of an item's scores, in logits
 */
record Shift(double overlap, double tau, double difference) {
  private static final int TOP = 10;

  static Shift between(Ranking one, Ranking other) {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    Map<String, Double> scores = new HashMap<>();
    for (Ranking.Entry entry : one.items()) {
      first.add(entry.candidate().id());
      scores.put(entry.candidate().id(), logit(entry));
    }
    double difference = 0;
    for (Ranking.Entry entry : other.items()) {
      String id = entry.candidate().id();
      second.add(id);
      difference += Math.abs(logit(entry) - scores.getOrDefault(id, Double.NaN));
    }
    return new Shift(overlap(first, second), tau(first, second), difference / first.size());
  }

  private static double logit(Ranking.Entry entry) {
    return Math.log(entry.score() / (1 - entry.score()));
  }

  static double overlap(List<String> one, List<String> other) {
    int top = Math.min(TOP, one.size());
    List<String> tops = other.subList(0, top);
    return one.subList(0, top).stream().filter(tops::contains).count() / (double) top;
  }

  /** Of two orders of the same things. */
  static double tau(List<String> one, List<String> other) {
    Map<String, Integer> places = new HashMap<>();
    other.forEach(id -> places.put(id, places.size()));
    int agreed = 0;
    int pairs = 0;
    for (int i = 0; i < one.size(); i++) {
      for (int j = i + 1; j < one.size(); j++) {
        boolean same = places.getOrDefault(one.get(i), 0) < places.getOrDefault(one.get(j), 0);
        agreed += same ? 1 : -1;
        pairs++;
      }
    }
    return agreed / (double) pairs;
  }
}

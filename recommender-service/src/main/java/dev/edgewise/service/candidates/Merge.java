/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes one order of what several sources found for one user. For one use. */
final class Merge {
  private final List<Found> founds = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private final Set<Integer> pool = new LinkedHashSet<>();

  /** Adds what a source found; with weight 0 its items are considered all the same. */
  void add(Found found, double weight) {
    founds.add(found);
    weights.add(weight);
    found.best().forEach(one -> pool.add(one.item()));
  }

  /** Everything that was found, each item once. */
  Set<Integer> pool() {
    return pool;
  }

  /** What each source says of an item, in the order in which they were added. */
  double[] features(int item) {
    double[] features = new double[founds.size()];
    for (int f = 0; f < features.length; f++) {
      Found found = founds.get(f);
      features[f] = Mix.feature(found.score().applyAsDouble(item), found.top());
    }
    return features;
  }

  /** All that were found, best first, scores above 0. */
  List<Scored> ordered() {
    Scored[] all = new Scored[pool.size()];
    int size = 0;
    for (int item : pool) {
      double[] features = features(item);
      double sum = 0;
      for (int f = 0; f < features.length; f++) {
        sum += weights.get(f) * features[f];
      }
      all[size++] = new Scored(item, Math.exp(sum));
    }
    Arrays.sort(
        all, Comparator.comparingDouble((Scored s) -> -s.score()).thenComparingInt(Scored::item));
    return Arrays.asList(all);
  }
}

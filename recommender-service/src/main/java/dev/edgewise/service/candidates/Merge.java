/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.ArrayList;
import java.util.List;

/** Makes one order of what several sources found for one user. For one use. */
final class Merge {
  private final List<Found> founds = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private final List<Double> tops = new ArrayList<>();
  private final IntLinkedOpenHashSet pool = new IntLinkedOpenHashSet();

  /** Adds what a source found; with weight 0 its items are considered all the same. */
  void add(Found found, double weight) {
    founds.add(found);
    weights.add(weight);
    tops.add(found.top());
    found.kept().eachItem(pool::add);
  }

  /** Everything that was found, each item once. */
  int[] pool() {
    return pool.toIntArray();
  }

  /** What each source says of an item, in the order in which they were added. */
  double[] features(int item) {
    double[] features = new double[founds.size()];
    for (int f = 0; f < features.length; f++) {
      Found found = founds.get(f);
      features[f] = Mix.feature(found.score().applyAsDouble(item), tops.get(f));
    }
    return features;
  }

  /** The best of all that were found, best first, scores above 0. */
  List<Scored> best(int most) {
    Best best = new Best(most, any -> true);
    for (int item : pool()) {
      double[] features = features(item);
      double sum = 0;
      for (int f = 0; f < features.length; f++) {
        sum += weights.get(f) * features[f];
      }
      best.offer(item, Math.exp(sum));
    }
    return best.list();
  }
}

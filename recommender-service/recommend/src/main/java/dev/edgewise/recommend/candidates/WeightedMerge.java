/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.recommend.candidates.source.ScoredItem;
import dev.edgewise.recommend.candidates.source.SourceResult;
import dev.edgewise.recommend.candidates.source.TopItems;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Makes one order of what several sources found for one user. For one use. */
final class WeightedMerge {
  private final List<SourceResult> founds = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private final List<Double> tops = new ArrayList<>();
  private final BitSet pool = new BitSet();

  /** Adds what a source found; with weight 0 its items are considered all the same. */
  void add(SourceResult found, double weight) {
    founds.add(found);
    weights.add(weight);
    tops.add(found.top());
    found.kept().eachItem(pool::set);
  }

  /** Everything that was found, each item once, by number. */
  int[] pool() {
    return pool.stream().toArray();
  }

  /** What each source says of an item, in the order in which they were added. */
  double[] features(int item) {
    double[] features = new double[founds.size()];
    for (int f = 0; f < features.length; f++) {
      SourceResult found = founds.get(f);
      features[f] = SourceWeights.feature(found.score().applyAsDouble(item), tops.get(f));
    }
    return features;
  }

  /** The best of all that were found, best first, scores above 0. */
  List<ScoredItem> best(int most) {
    int[] items = pool();
    double[] sums = new double[items.length];
    for (int f = 0; f < founds.size(); f++) {
      IntToDoubleFunction score = founds.get(f).score();
      double weight = weights.get(f);
      double top = tops.get(f);
      for (int i = 0; weight != 0 && top > 0 && i < items.length; i++) {
        sums[i] += weight * SourceWeights.feature(score.applyAsDouble(items[i]), top);
      }
    }
    TopItems best = new TopItems(most, any -> true);
    for (int i = 0; i < items.length; i++) {
      best.offer(items[i], Math.exp(sums[i]));
    }
    return best.list();
  }
}

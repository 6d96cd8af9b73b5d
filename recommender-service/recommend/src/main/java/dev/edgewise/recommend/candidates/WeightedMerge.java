/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.recommend.candidates.source.ScoredItem;
import dev.edgewise.recommend.candidates.source.SourceResult;
import dev.edgewise.recommend.candidates.source.TopItems;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Merges what several sources found for one user into one order. For one use. */
final class WeightedMerge {
  private final List<SourceResult> results = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private final List<Double> tops = new ArrayList<>();
  private final BitSet pool = new BitSet();

  /** Adds a source's result; with weight 0 its items are still considered. */
  void add(SourceResult result, double weight) {
    results.add(result);
    weights.add(weight);
    tops.add(result.top());
    result.kept().eachItem(pool::set);
  }

  /** The numbers of all items that were found, each once. */
  int[] pool() {
    return pool.stream().toArray();
  }

  /** The feature of an item for each source, in the order in which the sources were added. */
  double[] features(int item) {
    double[] features = new double[results.size()];
    for (int r = 0; r < features.length; r++) {
      double score = results.get(r).score().applyAsDouble(item);
      features[r] = SourceWeights.feature(score, tops.get(r));
    }
    return features;
  }

  /** The items with the highest merged scores, best first; all scores are above 0. */
  List<ScoredItem> best(int most) {
    int[] items = pool();
    double[] sums = new double[items.length];
    for (int r = 0; r < results.size(); r++) {
      IntToDoubleFunction score = results.get(r).score();
      double weight = weights.get(r);
      double top = tops.get(r);
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

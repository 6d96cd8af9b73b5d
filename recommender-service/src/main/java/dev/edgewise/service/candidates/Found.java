/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What a source found.
 *
 * @param best the best items, best first
 * @param score of any item, 0 for one of which the source knows nothing; good until the source
 *     learns something
 */
record Found(List<Scored> best, IntToDoubleFunction score) {

  /** The best of an array of scores by number. */
  static Found in(double[] scores, Best best) {
    for (int item = 0; item < scores.length; item++) {
      best.offer(item, scores[item]);
    }
    return new Found(best.list(), item -> item < scores.length ? scores[item] : 0);
  }

  /** These alone: others score 0. */
  static Found only(List<Scored> best) {
    Int2DoubleOpenHashMap scores = new Int2DoubleOpenHashMap(best.size());
    best.forEach(one -> scores.put(one.item(), one.score()));
    return new Found(best, scores::get);
  }

  /** The highest score, 0 when nothing was found. */
  double top() {
    return best.isEmpty() ? 0 : best.getFirst().score();
  }
}

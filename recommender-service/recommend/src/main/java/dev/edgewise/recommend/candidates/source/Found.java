/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.history.Counts;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What a source found.
 *
 * @param kept the best items
 * @param score of any item, 0 for one of which the source knows nothing; good until the source
 *     learns something
 */
public record Found(Best kept, IntToDoubleFunction score) {

  /** The best of an array of scores by number. */
  static Found in(double[] scores, Best best) {
    best.offerAll(scores);
    return new Found(best, item -> item < scores.length ? scores[item] : 0);
  }

  /** These alone: others score 0. */
  public static Found only(List<Scored> found) {
    Best best = new Best(found.size(), any -> true);
    Counts scores = new Counts(found.size());
    for (Scored one : found) {
      best.offer(one.item(), one.score());
      scores.add(one.item(), one.score());
    }
    return new Found(best, scores::of);
  }

  /** The best items, best first. */
  public List<Scored> best() {
    return kept.list();
  }

  /** The highest score, 0 when nothing was found. */
  public double top() {
    return kept.top();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.history.ItemCounts;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The items that a source found.
 *
 * @param kept the best items
 * @param score the score of any item by number, 0 if the source knows nothing about it; valid until
 *     the source learns something
 */
public record SourceResult(TopItems kept, IntToDoubleFunction score) {

  /** The best of an array of scores by item number. */
  static SourceResult in(double[] scores, TopItems best) {
    best.offerAll(scores);
    return new SourceResult(best, item -> item < scores.length ? scores[item] : 0);
  }

  /** Exactly these items; all others score 0. */
  public static SourceResult only(List<ScoredItem> found) {
    TopItems best = new TopItems(found.size(), any -> true);
    ItemCounts scores = new ItemCounts(found.size());
    for (ScoredItem one : found) {
      best.offer(one.item(), one.score());
      scores.add(one.item(), one.score());
    }
    return new SourceResult(best, scores::of);
  }

  /** The best items, best first. */
  public List<ScoredItem> best() {
    return kept.list();
  }

  /** The highest score; 0 when nothing was found. */
  public double top() {
    return kept.top();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import dev.edgewise.lab.evaluate.split.MatchedTarget;
import java.util.List;

/**
 * The area under the ROC curve of one target among its matched negatives: the share of them that a
 * ranker places below the target.
 */
final class MatchedAuc {
  private MatchedAuc() {}

  /**
   * From 0 to 1; a tie counts half.
   *
   * @param order the target and the negatives, best first; those that are missing are tied last
   */
  static double of(MatchedTarget matched, List<String> order) {
    int target = order.indexOf(matched.target());
    long ranked = order.stream().filter(matched.negatives()::contains).count();
    long missing = matched.negatives().size() - ranked;
    if (target < 0) {
      return missing / 2.0 / matched.negatives().size();
    }
    long above = order.subList(0, target).stream().filter(matched.negatives()::contains).count();
    return (ranked - above + missing) / (double) matched.negatives().size();
  }
}

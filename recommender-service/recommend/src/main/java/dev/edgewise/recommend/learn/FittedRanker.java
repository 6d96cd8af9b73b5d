/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.Recency;
import java.util.Map;

/**
 * The result of a fit.
 *
 * @param ranker the ranker to use: the learned one, or the evidence of the sources where that is
 *     better
 * @param recency how much of a history counts as recent
 * @param figures measured on users that were not learnt from: NDCG of each source and ranker, and
 *     more, by name
 */
public record FittedRanker(ItemRanker ranker, Recency recency, Map<String, Double> figures) {
  /** The kind of the ranker in one word. */
  public String name() {
    return ranker instanceof LearnedRanker ? "learned" : "evidence";
  }
}

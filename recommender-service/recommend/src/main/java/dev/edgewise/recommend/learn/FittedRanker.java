/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.rank.feature.SimilarityWeights;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a fit.
 *
 * @param ranker the ranker to use: the learned one, or the evidence of the sources where that is
 *     better
 * @param recency how much of a history counts as recent
 * @param similarity the weights of the items' similarity
 * @param figures measured on users that were not learnt from: NDCG of each source and ranker, and
 *     more, by name
 * @param sequence the sequential model; null where the ranker is no better with it
 */
public record FittedRanker(
    ItemRanker ranker,
    Recency recency,
    SimilarityWeights similarity,
    Map<String, Double> figures,
    @Nullable NamedSequenceModel sequence) {
  /** A result without a sequential model, with the similarity before any is fitted. */
  public FittedRanker(ItemRanker ranker, Recency recency, Map<String, Double> figures) {
    this(ranker, recency, SimilarityWeights.STANDARD, figures, null);
  }

  /** The kind of the ranker in one word. */
  public String name() {
    return ranker instanceof LearnedRanker ? "learned" : "evidence";
  }

  /** Whether a sequential model was tried in the fit. */
  public boolean triedSequence() {
    return figures.containsKey(RankerFit.WITH_SEQUENCE);
  }

  /** This ranker with another state of its sequential model. */
  FittedRanker with(NamedSequenceModel other) {
    return new FittedRanker(ranker, recency, similarity, figures, other);
  }
}

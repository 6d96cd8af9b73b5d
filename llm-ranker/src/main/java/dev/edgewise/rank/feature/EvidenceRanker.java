/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The ranker until one is fitted, and where a fitted one does worse: the sum of what each source
 * says on a logarithmic scale, weighted by how well the source did alone, and the fit of the
 * categories. Immutable.
 *
 * @param weights by source, from 0; a missing source counts nothing
 * @param lift the weight of the categories' fit at the default, from 0
 */
public record EvidenceRanker(Map<Source, Double> weights, double lift) implements ItemRanker {
  /** The ranker for a catalogue on which nothing was measured yet. */
  public static final EvidenceRanker STANDARD = standard();

  /** The deviation of a source's evidence between candidates, about. */
  private static final double DEVIATION = 0.25;

  /** How much the weight of the fit grows from the default to the personal end. */
  private static final double MORE_LIFT = 1.5;

  /** The part of the weight of impersonal sources that remains at the default. */
  private static final double IMPERSONAL = 0.5;

  public EvidenceRanker {
    Map<Source, Double> copy = new EnumMap<>(Source.class);
    copy.putAll(weights);
    weights = Collections.unmodifiableMap(copy);
  }

  private static EvidenceRanker standard() {
    Map<Source, Double> weights = new EnumMap<>(Source.class);
    weights.put(Source.TRENDING, 1.0);
    weights.put(Source.LATELY, 0.5);
    weights.put(Source.COSINE_RECENT, 0.3);
    weights.put(Source.EASE_RECENT, 0.4);
    weights.put(Source.EASE, 0.4);
    weights.put(Source.NEXT_RECENT, 0.5);
    weights.put(Source.CONTENT, 0.1);
    return new EvidenceRanker(weights, 0.75);
  }

  @Override
  public double score(Features features, int item, double where) {
    double share = Math.min(1, where / LearnedRanker.DEFAULT);
    double beyond = Math.max(0, where - LearnedRanker.DEFAULT) / (1 - LearnedRanker.DEFAULT);
    double impersonal = beyond > 0 ? IMPERSONAL * (1 - beyond) : 1 - (1 - IMPERSONAL) * share;
    double score = -LearnedRanker.DISLIKE * features.dislike(item);
    for (Map.Entry<Source, Double> one : weights.entrySet()) {
      double weight = one.getKey().personal() ? one.getValue() : impersonal * one.getValue();
      score += weight * features.evidence(one.getKey(), item) / DEVIATION;
    }
    return score + (share * lift + beyond * MORE_LIFT) * features.fit(item);
  }
}

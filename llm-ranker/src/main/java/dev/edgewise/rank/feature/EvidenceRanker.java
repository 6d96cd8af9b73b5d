/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ranker until one is fitted, and where a fitted one does worse: the sum of what each source
 * says on a logarithmic scale. At the popular end each source counts by how well it did alone; from
 * the default on, all kinds of sources count, and the fit of the item's categories is added.
 * Immutable.
 *
 * @param weights of the popular end by source, from 0; a missing source counts nothing
 */
public record EvidenceRanker(Map<Source, Double> weights) implements ItemRanker {
  /** The ranker for a catalogue on which nothing was measured yet. */
  public static final EvidenceRanker STANDARD = new EvidenceRanker(balanced());

  /** The deviation of a source's evidence between candidates, about. */
  private static final double DEVIATION = 0.25;

  /** The part of the weight of impersonal sources that remains at the default. */
  private static final double IMPERSONAL = 0.5;

  /** The weight of the categories' fit at the default. */
  private static final double LIFT = 1.2;

  /** How much this weight grows from the default to the personal end. */
  private static final double MORE_LIFT = 2.4;

  public EvidenceRanker {
    Map<Source, Double> copy = new EnumMap<>(Source.class);
    copy.putAll(weights);
    weights = Collections.unmodifiableMap(copy);
  }

  /** The weights with which made-up users of one taste got lists of it, on films and shop. */
  private static Map<Source, Double> balanced() {
    Map<Source, Double> weights = new EnumMap<>(Source.class);
    weights.put(Source.TRENDING, 0.7);
    weights.put(Source.LATELY, 0.35);
    weights.put(Source.COSINE_RECENT, 0.1);
    weights.put(Source.EASE, 0.1);
    weights.put(Source.EASE_RECENT, 0.1);
    weights.put(Source.NEXT_RECENT, 0.15);
    weights.put(Source.CONTENT, 0.025);
    return weights;
  }

  @Override
  public double[] scores(Features features, int[] items, double dial) {
    return IntStream.of(items).mapToDouble(item -> scoreOf(features, item, dial)).toArray();
  }

  private double scoreOf(Features features, int item, double dial) {
    double share = Math.min(1, dial / LearnedRanker.DEFAULT);
    double beyond = Math.max(0, dial - LearnedRanker.DEFAULT) / (1 - LearnedRanker.DEFAULT);
    double impersonal = 1 - (1 - IMPERSONAL) * share - IMPERSONAL * beyond;
    double score = (share * LIFT + beyond * MORE_LIFT) * features.fit(item);
    score -= LearnedRanker.DISLIKE * features.dislike(item);
    if (share < 1) {
      score += (1 - share) * sum(weights, features, item, 1);
    }
    return score + share * sum(STANDARD.weights, features, item, impersonal);
  }

  private static double sum(
      Map<Source, Double> weights, Features features, int item, double impersonal) {
    double sum = 0;
    for (Map.Entry<Source, Double> one : weights.entrySet()) {
      double weight = one.getKey().personal() ? one.getValue() : impersonal * one.getValue();
      sum += weight * features.evidence(one.getKey(), item) / DEVIATION;
    }
    return sum;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.lab.fit.LogisticRegression;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fits the weights of first stage, model, prior, popularity and recency by {@link SoftmaxFit}, then
 * calibrates: slope and bias at which the score is the probability of being liked (Platt, 1999).
 * Neither the model's weight nor the prior's is negative: a model that says nothing is left out. So
 * is a prior that explains no more than chance would, since serving it costs as much as the model.
 */
final class BlendFit {
  private static final double LEAST_SLOPE = 0.05;
  private static final double[] LEAST = {0, 0, 0, -100, -100};
  private static final int PRIOR = 2;

  /** Twice the gain in likelihood that one weight reaches by chance in one case of twenty. */
  private static final double SIGNIFICANT = 3.84;

  private BlendFit() {}

  /**
   * One request.
   *
   * @param s the model's answer by candidate
   * @param b its answer for an unknown user
   * @param liked by candidate; at least one is
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Example(List<Candidate> candidates, double[] s, double[] b, boolean[] liked) {}

  static Blend fit(List<Example> examples) {
    List<SoftmaxFit.Example> features = new ArrayList<>();
    List<SoftmaxFit.Example> fewer = new ArrayList<>();
    examples.forEach(e -> {
      features.add(new SoftmaxFit.Example(features(e, true), e.liked()));
      fewer.add(new SoftmaxFit.Example(features(e, false), e.liked()));
    });
    double[] with = SoftmaxFit.fit(features, LEAST);
    double[] without = SoftmaxFit.fit(fewer, LEAST);
    without[PRIOR] = 0;
    double gain = SoftmaxFit.likelihood(features, with) - SoftmaxFit.likelihood(features, without);
    return calibrated(features, 2 * gain > SIGNIFICANT ? with : without);
  }

  /** What each weight multiplies: the contributions where all weights are 1. */
  private static double[][] features(Example e, boolean prior) {
    Blend ones = new Blend(1, 1, prior ? 1 : 0, 1, 1, 1, 0);
    double[][] features = new double[e.liked().length][];
    for (int i = 0; i < features.length; i++) {
      Map<String, Double> parts = ones.contributions(e.candidates().get(i), e.s()[i], e.b()[i]);
      features[i] = new double[LEAST.length];
      for (int f = 0; f < LEAST.length; f++) {
        features[i][f] = parts.getOrDefault(Blend.NAMES.get(f), 0.0);
      }
    }
    return features;
  }

  private static Blend calibrated(List<SoftmaxFit.Example> examples, double[] w) {
    List<LogisticRegression.Row> rows = new ArrayList<>();
    for (SoftmaxFit.Example e : examples) {
      for (int i = 0; i < e.liked().length; i++) {
        double[] x = {LogisticRegression.dot(e.features()[i], w), 1};
        rows.add(new LogisticRegression.Row(x, -1, e.liked()[i], 1, 0));
      }
    }
    double[] platt = new LogisticRegression(rows, new double[] {1, 0}, new double[2]).fit();
    double slope = Math.max(LEAST_SLOPE, platt[0]);
    return new Blend(w[0], w[1], w[2], w[3], w[4], slope, platt[1]);
  }
}

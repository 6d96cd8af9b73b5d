/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import dev.edgewise.lab.fit.LogisticRegression.Row;
import dev.edgewise.rank.Blend;
import dev.edgewise.recommend.feedback.FeedbackTally;
import dev.edgewise.recommend.feedback.RankingFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the weights of the blend by logistic regression to which shown items were liked. Users see
 * the first positions more often, so two corrections separate the effect of the position from that
 * of the item. Each example is weighted by its inverse propensity, at most 10 (Joachims,
 * Swaminathan and Schnabel, "Unbiased Learning-to-Rank with Biased Feedback", WSDM 2017). And each
 * position has its own coefficient, which the result leaves out. A ridge keeps the weights near
 * those in use while there is little evidence for others. Then slope and bias turn scores into the
 * probability of a like (Platt, "Probabilistic Outputs for Support Vector Machines", 1999). The
 * latest fifth of the examples is held out, to compare the weights in use with the new ones.
 */
final class FeedbackFit {
  /** The smallest number of liked items, and of other items, that a fit needs. */
  static final int LEAST = 30;

  /** The smallest number of each in the held-out part. */
  static final int LEAST_HELD_OUT = 5;

  private static final double HELD_OUT = 0.2;
  private static final double RIDGE = 1;
  private static final double LEAST_SPREAD = 1e-3;
  private static final double FREE = 1e-6;
  private static final int MODEL = 1;
  private static final int BIAS = RankingFeatures.COUNT;

  /** Positions up to this one have their own coefficients; later ones share one for each octave. */
  private static final int OWN_PLACES = 20;

  private static final int OCTAVES = 4;
  private static final int COEFFICIENTS = BIAS + OWN_PLACES + OCTAVES;

  private final List<FeedbackExample> fitted;
  private final List<FeedbackExample> heldOut;
  private final Blend before;
  private final boolean[] used = new boolean[RankingFeatures.COUNT];

  private FeedbackFit(List<FeedbackExample> fitted, List<FeedbackExample> heldOut, Blend before) {
    this.fitted = fitted;
    this.heldOut = heldOut;
    this.before = before;
  }

  /**
   * Fits new weights and compares them.
   *
   * @param examples the earliest first
   * @param before the weights in use
   * @throws TooLittleFeedbackException when there is too little feedback; the message says how much
   *     is needed
   */
  static FitResult fit(List<FeedbackExample> examples, Blend before) {
    int cut = (int) (examples.size() * (1 - HELD_OUT));
    while (cut > 0 && cut < examples.size() && sameRanking(examples, cut)) {
      cut--; // one ranking is never split
    }
    List<FeedbackExample> fitted = examples.subList(0, cut);
    List<FeedbackExample> heldOut = examples.subList(cut, examples.size());
    require(examples.size(), fitted, LEAST, "to fit to");
    require(examples.size(), heldOut, LEAST_HELD_OUT, "to compare on, the latest fifth");
    return new FeedbackFit(fitted, heldOut, before).result();
  }

  private static boolean sameRanking(List<FeedbackExample> examples, int at) {
    return examples.get(at).time().equals(examples.get(at - 1).time());
  }

  private static void require(int all, List<FeedbackExample> part, int least, String purpose) {
    long liked = part.stream().filter(FeedbackExample::liked).count();
    long others = part.size() - liked;
    if (liked < least || others < least) {
      throw new TooLittleFeedbackException(
          "too little feedback: of %d items that this model ranked and that users saw, there are %d liked and %d others %s; it takes %d of each"
              .formatted(all, liked, others, purpose, least));
    }
  }

  private FitResult result() {
    Arrays.fill(used, true);
    used[RankingFeatures.PRIOR] =
        fitted.stream().noneMatch(e -> Double.isNaN(e.features()[RankingFeatures.PRIOR]));
    double[] w = weights();
    if (w[MODEL] < 0) {
      used[MODEL] = false;
      w = weights();
    }
    return FitResult.of(fitted, heldOut, before, calibrated(w));
  }

  /** The coefficients of the features, the bias and the positions. */
  private double[] weights() {
    double[] center = new double[COEFFICIENTS];
    double[] tightness = new double[COEFFICIENTS];
    Arrays.fill(tightness, RIDGE);
    for (int i = 0; i < RankingFeatures.COUNT; i++) {
      double spread = spread(i);
      double weight = before.weights().getOrDefault(Blend.NAMES.get(i), 0.0);
      center[i] = used[i] ? before.slope() * weight : 0;
      tightness[i] = RIDGE * spread * spread;
    }
    tightness[BIAS] = FREE;
    double mean = fitted.stream().mapToDouble(FeedbackFit::weight).average().orElse(1);
    List<Row> rows = new ArrayList<>();
    for (FeedbackExample e : fitted) {
      double[] x = new double[BIAS + 1];
      Arrays.setAll(x, i -> i == BIAS ? 1 : feature(e, i));
      rows.add(new Row(x, place(e.position()), e.liked(), weight(e) / mean, e.offset()));
    }
    return new LogisticRegression(rows, center, tightness).fit();
  }

  /** The coefficient of a position; -1 for the first, which has none. */
  private static int place(int position) {
    if (position <= OWN_PLACES) {
      return position == 1 ? -1 : BIAS + position - 1;
    }
    int octave = Integer.numberOfTrailingZeros(Integer.highestOneBit((position - 1) / OWN_PLACES));
    return BIAS + OWN_PLACES + Math.min(octave, OCTAVES - 1);
  }

  private static double weight(FeedbackExample e) {
    return Math.min(FeedbackTally.MOST_WEIGHT, 1 / e.propensity());
  }

  private double feature(FeedbackExample e, int feature) {
    return used[feature] ? e.features()[feature] : 0;
  }

  private double spread(int feature) {
    double[] values = fitted.stream().mapToDouble(e -> feature(e, feature)).toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return Math.max(LEAST_SPREAD, Math.sqrt(variance));
  }

  private Blend calibrated(double[] w) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < RankingFeatures.COUNT; i++) {
      weights.put(Blend.NAMES.get(i), used[i] ? w[i] : 0.0);
    }
    double[] line = line(weights, true);
    if (line[0] <= 0) { // the order is worse than none, so only the mean is corrected
      line = line(weights, false);
    }
    weights.put("slope", line[0]);
    weights.put("bias", line[1]);
    return Blend.of(weights);
  }

  /** Slope and bias that make logits of the weighted sums; the slope is 1 unless it is free. */
  private double[] line(Map<String, Double> weights, boolean free) {
    List<Row> rows = new ArrayList<>();
    for (FeedbackExample e : fitted) {
      double z = e.sum(weights);
      double[] x = {free ? z : 0, 1};
      rows.add(new Row(x, -1, e.liked(), 1, free ? e.offset() : e.offset() + z));
    }
    return new LogisticRegression(rows, new double[] {1, 0}, new double[] {FREE, FREE}).fit();
  }
}

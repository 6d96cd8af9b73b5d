/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import dev.edgewise.lab.fit.LogisticRegression.Row;
import dev.edgewise.rank.Blend;
import dev.edgewise.recommend.feedback.RankingFeatures;
import dev.edgewise.recommend.feedback.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the weights of the blend to what people liked of what they were shown, by logistic
 * regression. Two things keep places from being taken for merits: each example counts by the
 * inverse of its propensity, at most 10 times, which makes up for who was put where (Joachims,
 * Swaminathan and Schnabel, "Unbiased Learning-to-Rank with Biased Feedback", WSDM 2017); and what
 * each place does is fitted beside, and then left out. A ridge holds the weights at those in use as
 * long as little speaks for others. Then slope and bias make the scores the share of likes (Platt,
 * "Probabilistic Outputs for Support Vector Machines", 1999). The latest fifth is not fitted to: on
 * it the weights in use and the new ones are compared.
 */
final class FeedbackFit {
  /** With fewer likes, or fewer items not liked, there is nothing to fit to. */
  static final int LEAST = 30;

  /** The same for the part on which weights are compared. */
  static final int LEAST_HELD_OUT = 5;

  private static final double HELD_OUT = 0.2;
  private static final double RIDGE = 1;
  private static final double LEAST_SPREAD = 1e-3;
  private static final double FREE = 1e-6;
  private static final int MODEL = 1;
  private static final int BIAS = RankingFeatures.COUNT;

  /** Places up to this have an effect of their own; those behind share one by the octave. */
  private static final int OWN_PLACES = 20;

  private static final int OCTAVES = 4;
  private static final int COEFFICIENTS = BIAS + OWN_PLACES + OCTAVES;

  private final List<Example> fitted;
  private final List<Example> heldOut;
  private final Blend before;
  private final boolean[] used = new boolean[RankingFeatures.COUNT];

  private FeedbackFit(List<Example> fitted, List<Example> heldOut, Blend before) {
    this.fitted = fitted;
    this.heldOut = heldOut;
    this.before = before;
  }

  /**
   * New weights, and how they compare.
   *
   * @param examples the earliest first
   * @param before the weights in use
   * @throws TooLittleFeedbackException saying how much there is, and how much it takes
   */
  static FitResult fit(List<Example> examples, Blend before) {
    int cut = (int) (examples.size() * (1 - HELD_OUT));
    while (cut > 0 && cut < examples.size() && sameRanking(examples, cut)) {
      cut--; // what was shown together stays together
    }
    List<Example> fitted = examples.subList(0, cut);
    List<Example> heldOut = examples.subList(cut, examples.size());
    require(examples.size(), fitted, LEAST, "to fit to");
    require(examples.size(), heldOut, LEAST_HELD_OUT, "to compare on, the latest fifth");
    return new FeedbackFit(fitted, heldOut, before).result();
  }

  private static boolean sameRanking(List<Example> examples, int at) {
    return examples.get(at).time().equals(examples.get(at - 1).time());
  }

  private static void require(int all, List<Example> part, int least, String purpose) {
    long liked = part.stream().filter(Example::liked).count();
    long others = part.size() - liked;
    if (liked < least || others < least) {
      throw new TooLittleFeedbackException(
          "too little feedback: of %d items that this model ranked and somebody was shown there are %d liked and %d others %s; it takes %d of each"
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
    Blend after = calibrated(w);
    return FitResult.of(fitted, heldOut, before, after);
  }

  /** Of the features, the bias and the places. */
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
    for (Example e : fitted) {
      double[] x = Arrays.copyOf(row(e), BIAS + 1);
      x[BIAS] = 1;
      rows.add(new Row(x, place(e.position()), e.liked(), weight(e) / mean, e.offset()));
    }
    return new LogisticRegression(rows, center, tightness).fit();
  }

  /** The coefficient of a place, or -1 for the first, to which the others are compared. */
  private static int place(int position) {
    if (position <= OWN_PLACES) {
      return position == 1 ? -1 : BIAS + position - 1;
    }
    int octave = Integer.numberOfTrailingZeros(Integer.highestOneBit((position - 1) / OWN_PLACES));
    return BIAS + OWN_PLACES + Math.min(octave, OCTAVES - 1);
  }

  private static double weight(Example e) {
    return Math.min(Tally.MOST_WEIGHT, 1 / e.propensity());
  }

  private double[] row(Example e) {
    double[] row = e.features().clone();
    for (int i = 0; i < row.length; i++) {
      row[i] = used[i] ? row[i] : 0;
    }
    return row;
  }

  private double spread(int feature) {
    double[] values = fitted.stream().mapToDouble(e -> row(e)[feature]).toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return Math.max(LEAST_SPREAD, Math.sqrt(variance));
  }

  private Blend calibrated(double[] w) {
    double[] z =
        fitted.stream()
            .mapToDouble(
                e -> LogisticRegression.dot(row(e), Arrays.copyOf(w, RankingFeatures.COUNT)))
            .toArray();
    double[] line = line(z, true);
    if (line[0] <= 0) { // no order at all would do better: then only the mean is made right
      line = line(z, false);
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < RankingFeatures.COUNT; i++) {
      weights.put(Blend.NAMES.get(i), used[i] ? w[i] : 0.0);
    }
    weights.put("slope", line[0]);
    weights.put("bias", line[1]);
    return Blend.of(weights);
  }

  /** Slope and bias of the logits that predict the likes; a slope that isn't free is 1. */
  private double[] line(double[] z, boolean free) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < z.length; i++) {
      Example e = fitted.get(i);
      rows.add(
          free
              ? new Row(new double[] {z[i], 1}, -1, e.liked(), 1, e.offset())
              : new Row(new double[] {0, 1}, -1, e.liked(), 1, e.offset() + z[i]));
    }
    return new LogisticRegression(rows, new double[] {1, 0}, new double[] {FREE, FREE}).fit();
  }
}

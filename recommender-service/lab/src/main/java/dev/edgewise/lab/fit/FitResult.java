/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import dev.edgewise.rank.Blend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of fitting weights to feedback.
 *
 * @param from when the first item was shown
 * @param until when the last one was
 * @param items that were shown, ranked by this model
 * @param liked of them
 * @param heldOut the latest of them, on which the weights are compared
 * @param before the weights in use, by their names
 * @param after the new ones
 * @param lossBefore mean log loss of the weights in use on the items held out, in nats
 * @param lossAfter that of the new ones
 * @param reliability of the new ones on the items held out
 */
public record FitResult(
    Instant from,
    Instant until,
    int items,
    int liked,
    int heldOut,
    Map<String, Double> before,
    Map<String, Double> after,
    double lossBefore,
    double lossAfter,
    List<Bin> reliability) {
  private static final int BINS = 10;

  public FitResult {
    reliability = List.copyOf(reliability);
  }

  /**
   * Items of about the same score.
   *
   * @param low least score, a multiple of 0.1
   * @param items how many
   * @param predicted their mean score
   * @param liked the share of them that was liked
   */
  public record Bin(double low, int items, double predicted, double liked) {}

  static FitResult of(List<Example> fitted, List<Example> heldOut, Blend before, Blend after) {
    long liked = fitted.stream().filter(Example::liked).count();
    liked += heldOut.stream().filter(Example::liked).count();
    return new FitResult(
        fitted.getFirst().time(),
        heldOut.getLast().time(),
        fitted.size() + heldOut.size(),
        (int) liked,
        heldOut.size(),
        before.weights(),
        after.weights(),
        loss(heldOut, before),
        loss(heldOut, after),
        reliability(heldOut, after));
  }

  /** Whether the new weights do better. */
  public boolean better() {
    return lossAfter < lossBefore;
  }

  /** What a new version of the blend says of itself. */
  public String note() {
    return "fitted to feedback on %d items shown from %s to %s, %d liked; log loss on the latest %d: %.4f, before %.4f"
        .formatted(items, from, until, liked, heldOut, lossAfter, lossBefore);
  }

  private static double loss(List<Example> examples, Blend blend) {
    return examples.stream()
        .mapToDouble(e -> LogisticRegression.loss(e.logit(blend), e.liked()))
        .average()
        .orElse(0);
  }

  private static List<Bin> reliability(List<Example> examples, Blend blend) {
    int[] items = new int[BINS];
    double[] predicted = new double[BINS];
    int[] liked = new int[BINS];
    for (Example e : examples) {
      double p = 1 / (1 + Math.exp(-e.logit(blend)));
      int bin = Math.min(BINS - 1, (int) (p * BINS));
      items[bin]++;
      predicted[bin] += p;
      liked[bin] += e.liked() ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (items[i] > 0) {
        bins.add(
            new Bin(
                i / (double) BINS,
                items[i],
                predicted[i] / items[i],
                liked[i] / (double) items[i]));
      }
    }
    return bins;
  }
}

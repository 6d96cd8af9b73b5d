/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import dev.edgewise.rank.Blend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outcome of a fit of weights to feedback.
 *
 * @param from when the first item was shown
 * @param until when the last item was shown
 * @param items how many items were shown that this model ranked
 * @param liked how many of them were liked
 * @param heldOut how many of the latest were held out to compare the weights
 * @param before the weights in use, by their names
 * @param after the new weights
 * @param lossBefore mean log loss of the weights in use on the items held out, in nats
 * @param lossAfter the same of the new weights
 * @param reliability of the new weights on the items held out
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
   * @param low the lowest score, a multiple of 0.1
   * @param items the number of items
   * @param predicted the mean score
   * @param liked the share of liked items
   */
  public record Bin(double low, int items, double predicted, double liked) {}

  static FitResult of(
      List<FeedbackExample> fitted, List<FeedbackExample> heldOut, Blend before, Blend after) {
    long liked =
        Stream.concat(fitted.stream(), heldOut.stream()).filter(FeedbackExample::liked).count();
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

  /** Whether the new weights have the lower loss. */
  public boolean better() {
    return lossAfter < lossBefore;
  }

  /** The description of a new version of the blend. */
  public String note() {
    return "fitted to feedback on %d items shown from %s to %s, %d liked; log loss on the latest %d: %.4f, before %.4f"
        .formatted(items, from, until, liked, heldOut, lossAfter, lossBefore);
  }

  private static double loss(List<FeedbackExample> examples, Blend blend) {
    return mean(examples, e -> LogisticRegression.loss(e.logit(blend), e.liked()));
  }

  private static double probability(FeedbackExample example, Blend blend) {
    return 1 / (1 + Math.exp(-example.logit(blend)));
  }

  private static List<Bin> reliability(List<FeedbackExample> examples, Blend blend) {
    List<Bin> bins = new ArrayList<>();
    examples.stream()
        .collect(
            Collectors.groupingBy(
                e -> Math.min(BINS - 1, (int) (BINS * probability(e, blend))),
                TreeMap::new,
                Collectors.toList()))
        .forEach((bin, items) ->
            bins.add(
                new Bin(
                    bin / (double) BINS,
                    items.size(),
                    mean(items, e -> probability(e, blend)),
                    mean(items, e -> e.liked() ? 1 : 0))));
    return bins;
  }

  private static double mean(List<FeedbackExample> examples, ToDoubleFunction<FeedbackExample> of) {
    return examples.stream().mapToDouble(of).average().orElse(0);
  }
}

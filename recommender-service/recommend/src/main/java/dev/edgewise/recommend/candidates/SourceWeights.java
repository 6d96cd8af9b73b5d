/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.recommend.candidates.source.CandidateSource;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.CatalogueDescription.SourceWeight;
import java.util.Map;

/**
 * How much each source counts when they are merged: an item's first-stage score is the product of
 * what each source says, each to the power of its weight, {@code exp(sum of w * log(score / top +
 * 0.01))}. A weight may be negative: popularity of all time taken off leaves what is special about
 * now, or about the user. The less is known of a user, the more the weights are those for
 * strangers. Immutable.
 *
 * @param weights by the sources' names; a source that isn't here counts nothing
 */
public record SourceWeights(Map<String, SourceWeight> weights) {
  /** For a catalogue of which nothing has been measured yet. */
  public static final SourceWeights STANDARD =
      new SourceWeights(
          Map.of(
              "trending",
              new SourceWeight(0.5, 1),
              "popularity",
              new SourceWeight(-0.3, 0),
              "rp3beta",
              new SourceWeight(0.4, 0.4),
              "ease",
              new SourceWeight(0.6, 0),
              "content",
              new SourceWeight(0.05, 0.1)));

  private static final double FLOOR = 0.01;
  private static final double NOTHING = Math.log(FLOOR);
  private static final double LARGEST = 100;

  /** With so many items met a user is halfway between a stranger and somebody well known. */
  private static final double HALF_KNOWN = 10;

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException naming one that is no number from -100 to 100
   */
  public SourceWeights {
    weights.forEach((source, weight) -> {
      check(source, weight.known());
      check(source, weight.stranger());
    });
    weights = Map.copyOf(weights);
  }

  private static void check(String source, double weight) {
    if (!(Math.abs(weight) <= LARGEST)) {
      throw new IllegalArgumentException(
          "the weight of source " + source + " must lie between -100 and 100, not " + weight);
    }
  }

  /** The weights that a catalogue brings, else the standard ones. */
  public static SourceWeights of(CatalogueDescription description) {
    return description.sources().isEmpty() ? STANDARD : new SourceWeights(description.sources());
  }

  /** How much of a stranger a user is who met so many items: 1 with none, towards 0 with many. */
  static double strangeness(int met) {
    return 1 / (1 + met / HALF_KNOWN);
  }

  /** What a source counts for such a user. */
  double of(CandidateSource source, double strangeness) {
    SourceWeight weight = weights.getOrDefault(source.name(), new SourceWeight(0, 0));
    return strangeness * weight.stranger() + (1 - strangeness) * weight.known();
  }

  /**
   * What a source says of an item, as it is weighted.
   *
   * @param top the source's highest score for this user; 0: it says nothing of anything
   */
  static double feature(double score, double top) {
    if (top <= 0) {
      return 0;
    }
    // most sources know nothing of most items: no logarithm for those
    return score <= 0 ? NOTHING : Math.log(Math.min(1, score / top) + FLOOR);
  }
}

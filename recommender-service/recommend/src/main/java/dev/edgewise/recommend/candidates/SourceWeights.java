/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static java.util.Map.entry;

import dev.edgewise.recommend.candidates.source.CandidateSource;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.CatalogueDescription.SourceWeight;
import java.util.Map;

/**
 * The weights by which the sources' scores are merged. The first-stage score of an item is the
 * product of its scores from each source, each to the power of its weight: {@code exp(sum of w *
 * log(score / top + 0.01))}. A weight may be negative: a negative weight of all-time popularity
 * stresses what is special about the present or the user. The less history a user has, the more the
 * weights for strangers apply. Immutable.
 *
 * @param weights by the sources' names; a missing source has weight 0
 */
public record SourceWeights(Map<String, SourceWeight> weights) {
  /** The weights for a catalogue without fitted weights. */
  public static final SourceWeights STANDARD =
      new SourceWeights(
          Map.ofEntries(
              entry("trending", new SourceWeight(0.5, 1)),
              entry("popularity", new SourceWeight(-0.3, 0)),
              entry("rp3beta", new SourceWeight(0.4, 0.4)),
              entry("ease", new SourceWeight(0.6, 0)),
              entry("content", new SourceWeight(0.05, 0.1))));

  private static final double FLOOR = 0.01;
  private static final double LOG_FLOOR = Math.log(FLOOR);
  private static final double MAX_WEIGHT = 100;

  /** With this number of items, a user is halfway between a stranger and a well-known user. */
  private static final double HALF_KNOWN_ITEMS = 10;

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException naming a weight that is not a number from -100 to 100
   */
  public SourceWeights {
    weights.forEach((source, weight) -> {
      check(source, weight.known());
      check(source, weight.stranger());
    });
    weights = Map.copyOf(weights);
  }

  private static void check(String source, double weight) {
    if (!(Math.abs(weight) <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          "the weight of source " + source + " must lie between -100 and 100, not " + weight);
    }
  }

  /** The catalogue's fitted weights; the standard weights if it has none. */
  public static SourceWeights of(CatalogueDescription description) {
    return description.sources().isEmpty() ? STANDARD : new SourceWeights(description.sources());
  }

  /** How little is known of a user with this number of items: 1 for none, towards 0 for many. */
  static double strangeness(int items) {
    return 1 / (1 + items / HALF_KNOWN_ITEMS);
  }

  /** The weight of a source for a user of this strangeness. */
  double of(CandidateSource source, double strangeness) {
    SourceWeight weight = weights.getOrDefault(source.name(), new SourceWeight(0, 0));
    return strangeness * weight.stranger() + (1 - strangeness) * weight.known();
  }

  /**
   * The logarithm of an item's score relative to the source's {@code top} score, to which the
   * source's weight applies; 0 if the source found nothing.
   */
  static double feature(double score, double top) {
    if (top <= 0) {
      return 0;
    }
    // most sources have no score for most items; these need no logarithm
    return score <= 0 ? LOG_FLOOR : Math.log(Math.min(1, score / top) + FLOOR);
  }
}

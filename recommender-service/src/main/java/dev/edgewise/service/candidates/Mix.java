/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.service.catalogue.CatalogueDescription;
import java.util.Map;

/**
 * How much each source counts when they are merged: an item's first-stage score is the product of
 * what each source says, each to the power of its weight, {@code exp(sum of w * log(score / top +
 * 0.1))}. A weight may be negative: popularity of all time taken off leaves what is special about
 * now, or about the user. Immutable.
 *
 * @param weights by the sources' names; a source that isn't here counts nothing
 */
public record Mix(Map<String, Double> weights) {
  /** For a catalogue of which nothing has been measured yet. */
  public static final Mix STANDARD =
      new Mix(
          Map.of("trending", 0.7, "popularity", -0.4, "rp3beta", 0.4, "ease", 0.8, "content", 0.1));

  private static final double FLOOR = 0.1;
  private static final double LARGEST = 100;

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException naming one that is no number from -100 to 100
   */
  public Mix {
    weights.forEach((source, weight) -> {
      if (!(Math.abs(weight) <= LARGEST)) {
        throw new IllegalArgumentException(
            "the weight of source " + source + " must lie between -100 and 100, not " + weight);
      }
    });
    weights = Map.copyOf(weights);
  }

  /** The weights that a catalogue brings, else the standard ones. */
  public static Mix of(CatalogueDescription description) {
    return description.sources().isEmpty() ? STANDARD : new Mix(description.sources());
  }

  double of(CandidateSource source) {
    return weights.getOrDefault(source.name(), 0.0);
  }

  /**
   * What a source says of an item, as it is weighted.
   *
   * @param top the source's highest score for this user; 0: it says nothing of anything
   */
  static double feature(double score, double top) {
    return top > 0 ? Math.log(Math.max(0, Math.min(1, score / top)) + FLOOR) : 0;
  }
}

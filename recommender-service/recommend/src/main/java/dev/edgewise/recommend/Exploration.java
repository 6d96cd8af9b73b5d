/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Randomly swaps neighbours of a list, so that feedback can be separated into the effect of the
 * position and the effect of the item. Each of the pairs (1,2), (3,4), ... is swapped with the
 * given probability (Joachims, Swaminathan and Schnabel, "Unbiased Learning-to-Rank with Biased
 * Feedback", WSDM 2017). Thread-safe if the random source is.
 */
public final class Exploration {
  /** Swaps nothing. */
  static final Exploration NONE = new Exploration(0, () -> 0);

  private final double probability;
  private final DoubleSupplier random;

  /** A list in the order to show, with the probability of each item's position, above 0. */
  public record Explored(List<Ranking.Entry> shown, List<Double> propensities) {}

  /** Swaps each pair with a probability from 0 to 0.5; {@code random} is uniform from 0 to 1. */
  public Exploration(double probability, DoubleSupplier random) {
    if (!(probability >= 0 && probability <= 0.5)) {
      throw new IllegalArgumentException("exploration must be from 0 to 0.5, not " + probability);
    }
    this.probability = probability;
    this.random = random;
  }

  /** Swaps pairs of a list, best first. */
  Explored of(List<Ranking.Entry> best) {
    List<Ranking.Entry> shown = new ArrayList<>(best);
    List<Double> propensities = new ArrayList<>(Collections.nCopies(best.size(), 1.0));
    for (int i = 0; probability > 0 && i + 1 < best.size(); i += 2) {
      boolean swap = random.getAsDouble() < probability;
      if (swap) {
        Collections.swap(shown, i, i + 1);
      }
      double propensity = swap ? probability : 1 - probability;
      propensities.set(i, propensity);
      propensities.set(i + 1, propensity);
    }
    return new Explored(shown, propensities);
  }
}

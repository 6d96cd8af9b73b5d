/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Now and then swaps neighbours of a list, so that what people do with it tells how much of that is
 * the place and how much the item: with its probability, each of the pairs (1,2), (3,4), ... is
 * turned around (Joachims, Swaminathan and Schnabel, "Unbiased Learning-to-Rank with Biased
 * Feedback", WSDM 2017). Thread-safe when its source of chance is.
 */
public final class Exploration {
  private final double probability;
  private final DoubleSupplier chance;

  /**
   * A list in its places, each with the probability that its item would be shown there.
   *
   * @param shown the items
   * @param propensities for each, above 0
   */
  public record Explored(List<Ranking.Entry> shown, List<Double> propensities) {}

  /**
   * Swaps.
   *
   * @param probability of a pair to be swapped, 0 to 0.5
   * @param chance even between 0 and 1
   */
  public Exploration(double probability, DoubleSupplier chance) {
    if (!(probability >= 0 && probability <= 0.5)) {
      throw new IllegalArgumentException("exploration is from 0 to 0.5, not " + probability);
    }
    this.probability = probability;
    this.chance = chance;
  }

  /** The list as it is to be shown. */
  Explored of(List<Ranking.Entry> best) {
    List<Ranking.Entry> shown = new ArrayList<>(best);
    List<Double> propensities = new ArrayList<>(Collections.nCopies(best.size(), 1.0));
    for (int i = 0; probability > 0 && i + 1 < best.size(); i += 2) {
      boolean swap = chance.getAsDouble() < probability;
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

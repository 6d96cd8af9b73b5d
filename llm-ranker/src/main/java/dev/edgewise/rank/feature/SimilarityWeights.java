/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/**
 * The weights that make one similarity of items from {@linkplain ItemComparison comparisons}. What
 * users chose counts by how many of them chose both items; where few did, the similarity is the one
 * that the content lets expect. Immutable.
 *
 * @param cosine the weight of common users within what users chose, from 0; so are the next three
 * @param next of choices soon after each other
 * @param ease of the linear model EASE
 * @param rp3beta of random walks
 * @param doubt the number of common users at which what users chose counts half, above 0
 * @param chance how many of the users that chance lets expect don't count, from 0 to 1: popular
 *     items of one season have common users, whatever they are like
 * @param content the share of the content where many users chose both, from 0 to 1
 * @param trust the factor of the content where nobody chose both, from 0 to 1
 */
public record SimilarityWeights(
    double cosine,
    double next,
    double ease,
    double rp3beta,
    double doubt,
    double chance,
    double content,
    double trust) {
  /** The weights before any are fitted. */
  public static final SimilarityWeights STANDARD =
      new SimilarityWeights(0.25, 0.25, 0.25, 0.25, 4, 0.5, 0.6, 0.5);

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public SimilarityWeights {
    if (!(cosine >= 0 && next >= 0 && ease >= 0 && rp3beta >= 0)
        || !(cosine + next + ease + rp3beta > 0)
        || !(doubt > 0)
        || !(chance >= 0 && chance <= 1)
        || !(content >= 0 && content <= 1)
        || !(trust >= 0 && trust <= 1)) {
      throw new IllegalArgumentException(
          "weights of a similarity must be from 0 with a positive sum, doubt above 0, chance,"
              + " content and trust from 0 to 1");
    }
  }

  /** Returns how similar two items are, from 0 to 1. */
  public double similarity(ItemComparison pair) {
    double behaviour =
        (cosine * pair.cosine()
                + next * pair.next()
                + ease * pair.ease()
                + rp3beta * pair.rp3beta())
            / (cosine + next + ease + rp3beta);
    double more = Math.max(0, pair.coUsers() - chance * pair.expected());
    double known = more / (more + doubt);
    return known * ((1 - content) * behaviour + content * pair.content())
        + (1 - known) * trust * pair.content();
  }
}

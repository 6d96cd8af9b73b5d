/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/**
 * How much of a history counts as recent.
 *
 * @param length the number of latest items that count, from 1
 * @param decay the factor by which each item counts less than the next later one, above 0, at most
 *     1
 */
public record Recency(int length, double decay) {
  /** The recency for catalogues on which none was fitted. */
  public static final Recency STANDARD = new Recency(10, 0.8);

  public Recency {
    if (length < 1 || !(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException(
          "recency needs a length from 1 and a decay above 0 and at most 1, not "
              + length
              + " and "
              + decay);
    }
  }
}

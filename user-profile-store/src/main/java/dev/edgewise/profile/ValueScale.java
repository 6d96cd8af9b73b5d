/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

/**
 * The range of a source's ratings, for example 0 to 10.
 *
 * @param low the worst rating
 * @param high the best rating, above {@code low}
 */
public record ValueScale(double low, double high) {
  /**
   * The rating that shows neither like nor dislike, as a share of the scale. Users rate items that
   * they chose to see, so their average rating lies above the middle of the scale.
   */
  private static final double NEUTRAL = 0.6;

  public ValueScale {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "a value scale needs low < high, not " + low + " to " + high);
    }
  }

  /**
   * Converts a rating to a weight: -1 at {@code low}, 0 at 60 % of the scale, 1 at {@code high},
   * and 0 for NaN.
   */
  double liking(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
    return share >= NEUTRAL ? (share - NEUTRAL) / (1 - NEUTRAL) : (share - NEUTRAL) / NEUTRAL;
  }
}

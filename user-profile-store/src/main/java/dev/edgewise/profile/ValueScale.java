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
   * Where a rating is neither liking nor disliking, as a share of the scale: people rate what they
   * chose to see, so the middle of what they give lies above the middle of the scale.
   */
  private static final double NEUTRAL = 0.6;

  public ValueScale {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "a value scale needs low < high, not " + low + " to " + high);
    }
  }

  /**
   * How much liking a rating shows, from -1 at {@code low} over 0 at 0.6 to 1 at {@code high}; what
   * isn't a number says nothing.
   */
  double liking(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
    return share >= NEUTRAL ? (share - NEUTRAL) / (1 - NEUTRAL) : (share - NEUTRAL) / NEUTRAL;
  }
}

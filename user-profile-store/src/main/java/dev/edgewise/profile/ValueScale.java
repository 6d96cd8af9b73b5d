/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.List;

/**
 * The range of a source's ratings, for example 0 to 10. Immutable.
 *
 * @param low the worst rating
 * @param high the best rating, above {@code low}
 */
public record ValueScale(double low, double high) {
  /** The scale of sources that declare none. */
  public static final ValueScale STARS = new ValueScale(1, 5);

  /** The usual scales; a scale comes before those that contain it. */
  private static final List<ValueScale> USUAL =
      List.of(
          new ValueScale(0, 1),
          STARS,
          new ValueScale(0.5, 5),
          new ValueScale(0, 5),
          new ValueScale(1, 10),
          new ValueScale(0, 10),
          new ValueScale(0, 100));

  /**
   * The rating that shows neither like nor dislike, as a share of the scale. Users rate items that
   * they chose to see, so their average rating lies above the middle of the scale.
   */
  private static final double NEUTRAL = 0.6;

  public ValueScale {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "a scale of ratings needs low < high, not " + low + " to " + high);
    }
  }

  /**
   * Reads a scale such as {@code 1,5} or {@code 0.5,5}, the lowest rating first.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static ValueScale parse(String text) {
    String[] ends = text.split(",", -1);
    try {
      if (ends.length == 2) {
        return new ValueScale(
            Double.parseDouble(ends[0].trim()), Double.parseDouble(ends[1].trim()));
      }
    } catch (NumberFormatException e) {
      // reported below, like any other wrong text
    }
    throw new IllegalArgumentException(
        "a scale of ratings is the lowest and the highest rating, for example 1,5; not '"
            + text
            + "'");
  }

  /** Returns the smallest usual scale that contains these ratings, or else the ratings' range. */
  public static ValueScale learnt(double lowest, double highest) {
    return USUAL.stream()
        .filter(scale -> scale.contains(lowest) && scale.contains(highest))
        .findFirst()
        .orElseGet(() -> new ValueScale(Math.min(lowest, highest - 1), highest));
  }

  public boolean contains(double value) {
    return value >= low && value <= high;
  }

  /**
   * Converts a rating on this scale to a weight: -1 at {@code low}, 0 at 60 % of the scale, 1 at
   * {@code high}.
   */
  double liking(double value) {
    double share = (value - low) / (high - low);
    return share >= NEUTRAL ? (share - NEUTRAL) / (1 - NEUTRAL) : (share - NEUTRAL) / NEUTRAL;
  }

  /** Returns the form that {@link #parse} reads, for example {@code 0.5,5}. */
  public String format() {
    return number(low) + "," + number(high);
  }

  /** Returns the scale in words, for example {@code 0.5 to 5}. */
  @Override
  public String toString() {
    return number(low) + " to " + number(high);
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}

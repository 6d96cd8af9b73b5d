/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

/**
 * The range of a source's ratings, written {@code low,high}.
 *
 * @param low the worst rating
 * @param high the best rating, above {@code low}
 */
public record Scale(double low, double high) {
  /**
   * Parses a range.
   *
   * @throws IllegalArgumentException when the text isn't a range
   */
  public static Scale valueOf(String text) {
    int comma = text.indexOf(',');
    try {
      double low = Double.parseDouble(text.substring(0, Math.max(0, comma)).strip());
      double high = Double.parseDouble(text.substring(comma + 1).strip());
      if (low < high && Double.isFinite(high - low)) {
        return new Scale(low, high);
      }
    } catch (NumberFormatException e) {
      // the exception below tells
    }
    throw new IllegalArgumentException(
        "a scale must be low,high such as 0.5,5 with low below high, not '" + text + "'");
  }
}

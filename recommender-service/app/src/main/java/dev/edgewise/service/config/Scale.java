/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import dev.edgewise.profile.ValueScale;

/** A scale of ratings, written {@code low,high}. */
public record Scale(ValueScale values) {
  /**
   * Parses a scale.
   *
   * @throws IllegalArgumentException when the text isn't a scale
   */
  public static Scale valueOf(String text) {
    return new Scale(ValueScale.parse(text));
  }
}

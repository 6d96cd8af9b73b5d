/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Parts of the first stage that can be left out, to measure what they are worth. */
public enum Part {
  /** The neighbours that speak for items with few users. */
  COLD("cold"),
  /** The sequential model. */
  SEQUENCE("sequence");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** The name in options and documents. */
  public String label() {
    return label;
  }

  /**
   * The part with this name.
   *
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  public static Part of(String label) {
    return Arrays.stream(values())
        .filter(part -> part.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no part '"
                    + label
                    + "' to leave out; there are: "
                    + Arrays.stream(values()).map(Part::label).collect(Collectors.joining(", "))));
  }
}

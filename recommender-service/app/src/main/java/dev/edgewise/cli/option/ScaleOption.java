/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import dev.edgewise.profile.ValueScale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the scale of ratings, of commands that read files of events. */
public final class ScaleOption {
  @Option(
      names = "--scale",
      paramLabel = "LOW,HIGH",
      description =
          "lowest and highest rating, for example 1,5; default: the catalogue's scale, or else the"
              + " smallest usual scale that contains the ratings of a source in the file")
  private @Nullable String text;

  /** Returns the given scale; null without one. */
  public @Nullable ValueScale value() {
    if (text == null) {
      return null;
    }
    try {
      return ValueScale.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--scale: " + e.getMessage());
    }
  }
}

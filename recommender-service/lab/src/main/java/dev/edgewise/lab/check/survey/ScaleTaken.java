/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import dev.edgewise.profile.ValueScale;

/** The scale by which the ratings of a source are read, and where it comes from. */
public record ScaleTaken(String source, ValueScale scale, Origin origin) {

  /** Where a scale comes from. */
  public enum Origin {
    GIVEN("given with --scale"),
    DECLARED("declared in catalogue.json or the configuration"),
    LEARNT("the smallest usual scale that contains the ratings of the file");

    private final String label;

    Origin(String label) {
      this.label = label;
    }

    /** The words in reports. */
    public String label() {
      return label;
    }
  }
}

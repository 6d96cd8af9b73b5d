/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

/**
 * An item's blurb as it is shown to a user.
 *
 * @param text the blurb
 * @param source who wrote it so
 */
public record Rewrite(String text, Source source) {

  /** Who made the text. */
  public enum Source {
    /** The model, for this user; every number and name of the original is in it. */
    MODEL("model"),
    /** It is as the catalogue has it. */
    ORIGINAL("original");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** How responses write it. */
    public String label() {
      return label;
    }
  }
}

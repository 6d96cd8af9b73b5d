/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

/**
 * An item's blurb as a user sees it.
 *
 * @param text the blurb
 * @param source the origin of the text
 */
public record Rewrite(String text, Source source) {

  /** The origin of a blurb. */
  public enum Source {
    /** The model wrote it for this user; it keeps every number and name of the original. */
    MODEL("model"),
    /** The catalogue's text. */
    ORIGINAL("original");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** Returns the name in responses. */
    public String label() {
      return label;
    }
  }
}

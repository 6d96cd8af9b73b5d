/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import java.util.List;

/**
 * Why an item is shown.
 *
 * @param text one or two sentences, in the user's language where there are templates for it
 * @param cites ids of the facts of user ({@code P1}) and item ({@code I2}) that it is made of
 * @param source where the sentences come from
 */
public record Reason(String text, List<String> cites, Source source) {
  public Reason {
    cites = List.copyOf(cites);
  }

  /** Who made the sentences; the facts are chosen by the model in either case. */
  public enum Source {
    /** The language model wrote them. */
    MODEL("model"),
    /** A template, filled in. */
    TEMPLATE("template");

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

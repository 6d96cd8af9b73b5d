/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import java.util.List;

/**
 * The reason why an item is shown.
 *
 * @param text one or two sentences, in the user's language if it has a file, else in English
 * @param cites ids of the cited facts of the user ({@code P1}) and the item ({@code I2})
 * @param source the origin of the sentences
 */
public record Reason(String text, List<String> cites, Source source) {
  public Reason {
    cites = List.copyOf(cites);
  }

  /** The origin of the sentences; in both cases the model chose the facts. */
  public enum Source {
    /** The language model wrote them. */
    MODEL("model"),
    /** A template with filled-in facts. */
    TEMPLATE("template");

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

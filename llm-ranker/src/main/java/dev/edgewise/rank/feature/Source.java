/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.ArrayList;
import java.util.List;

/** The ways to find items for a user. Each scores every item. */
public enum Source {
  /** Popular at present: counts with a half-life of three days. */
  TRENDING("trending", false),
  /** Popular lately: counts with a half-life of fourteen days. */
  LATELY("lately", false),
  /** The number of users of all time. */
  POPULARITY("popularity", false),
  /** Similar users chose it, by the whole history. */
  COSINE("itemknn", true),
  /** The same by the recent history. */
  COSINE_RECENT("itemknn-recent", true),
  /** Random walks by the whole history. */
  RP3BETA("rp3beta", true),
  /** The same by the recent history. */
  RP3BETA_RECENT("rp3beta-recent", true),
  /** EASE by the whole history. */
  EASE("ease", true),
  /** EASE by the recent history. */
  EASE_RECENT("ease-recent", true),
  /** Chosen soon after the items of the whole history. */
  NEXT("next", true),
  /** Chosen soon after the items of the recent history. */
  NEXT_RECENT("next-recent", true),
  /** Likely to come next, by the sequential model. */
  SEQUENCE("sequence", true),
  /** Similar words. */
  CONTENT("content", true),
  /** Popular within the user's categories. */
  CATEGORY("category", true);

  /** The sources that read a matrix of items by items, in the order of the features. */
  static final List<Source> OF_MATRICES =
      List.of(COSINE, COSINE_RECENT, RP3BETA, RP3BETA_RECENT, EASE, EASE_RECENT, NEXT, NEXT_RECENT);

  private final String label;
  private final boolean personal;

  Source(String label, boolean personal) {
    this.label = label;
    this.personal = personal;
  }

  /** Returns the name in evaluations and documents. */
  public String label() {
    return label;
  }

  /**
   * Returns the source with this name.
   *
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  public static Source of(String label) {
    List<String> labels = new ArrayList<>();
    for (Source source : values()) {
      if (source.label.equals(label)) {
        return source;
      }
      labels.add(source.label);
    }
    throw new IllegalArgumentException("there is no source " + label + "; there are " + labels);
  }

  /** Returns whether the scores depend on the user. */
  public boolean personal() {
    return personal;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Whether the weight of an interaction shows that the user liked the item. */
public enum Liking {
  LIKED("liked", Fact.Kind.LIKED),
  DISLIKED("disliked", Fact.Kind.DISLIKED),
  /** The user interacted with the item, but showed neither. */
  SEEN("seen", Fact.Kind.WATCHED);

  // On a scale where 6 of 10 is neutral: 8 of 10 and above, 3 and below. A click is not enough.
  private static final double CLEAR = 0.35;

  private final String word;
  private final Fact.Kind kind;

  Liking(String word, Fact.Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** Returns the liking that a weight from -1 to 1 shows. */
  public static Liking of(double weight) {
    if (weight >= CLEAR) {
      return LIKED;
    }
    return weight <= -CLEAR ? DISLIKED : SEEN;
  }

  /** Returns the English word in prompts and facts. */
  public String word() {
    return word;
  }

  /** Returns the kind of the facts that state this liking. */
  public Fact.Kind kind() {
    return kind;
  }
}

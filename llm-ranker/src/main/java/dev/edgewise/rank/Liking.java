/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Whether an interaction's weight shows liking, disliking, or neither. */
public enum Liking {
  /** The user liked it. */
  LIKED("liked", Fact.Kind.LIKED),
  /** The user disliked it. */
  DISLIKED("disliked", Fact.Kind.DISLIKED),
  /** The user met it, which says nothing of liking. */
  SEEN("seen", Fact.Kind.WATCHED);

  // Where 6 of 10 is neutral: 8 of 10 and above, 3 and below; a click isn't liking either.
  private static final double CLEAR = 0.35;

  private final String word;
  private final Fact.Kind kind;

  Liking(String word, Fact.Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** What a weight from -1 to 1 shows. */
  public static Liking of(double weight) {
    if (weight >= CLEAR) {
      return LIKED;
    }
    return weight <= -CLEAR ? DISLIKED : SEEN;
  }

  /** The English word for it, as prompts and facts have it. */
  public String word() {
    return word;
  }

  /** The kind of a fact that says it. */
  public Fact.Kind kind() {
    return kind;
  }
}

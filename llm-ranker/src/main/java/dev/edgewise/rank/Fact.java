/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * A numbered statement about the user or an item that a reason may cite.
 *
 * @param id {@code P1}, {@code P2}, ... for the user; {@code I1}, {@code I2}, ... for an item
 * @param kind what the statement says of its subject, its polarity included
 * @param subject what it is about, in a form that facts of user and item share: a trait ({@code
 *     genre:Drama}) or an item's id ({@code item:0816692})
 * @param text the statement as shown to people and model, for example {@code liked genre Drama}
 */
public record Fact(String id, Kind kind, String subject, String text) {

  /** What a fact says. */
  public enum Kind {
    /** The user liked it. */
    LIKED,
    /** The user disliked it. */
    DISLIKED,
    /** The user said it of itself; free text, so no reason is made of it. */
    STATED,
    /** The user met it, without a sign of liking or not. */
    WATCHED,
    /** How much the user does at all; no reason is made of it. */
    HABIT,
    /** The item is it, for example of a genre or a year. */
    IS,
    /** The item has it, for example a price or many ratings. */
    HAS,
    /** Other people who liked the item also liked it. */
    LIKED_WITH,
    /** The catalogue's text says it; free text, so no reason is made of it. */
    SAYS,
    /** The user met the item before, or items like it; looked up for this user and this item. */
    MET
  }
}

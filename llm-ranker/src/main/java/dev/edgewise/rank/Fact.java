/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/**
 * A numbered statement about the user or an item, which a reason can cite.
 *
 * @param id {@code P1}, {@code P2}, ... for the user; {@code I1}, {@code I2}, ... for an item
 * @param kind how the statement relates to its subject, including its polarity
 * @param subject the topic of the statement, written the same way in facts of users and items: a
 *     trait ({@code genre:Drama}) or an item's id ({@code item:0816692})
 * @param text the statement as the model and the user see it, for example {@code liked genre Drama}
 */
public record Fact(String id, Kind kind, String subject, String text) {

  /**
   * Returns the attribute of a subject that is a trait, {@code genre}; empty for other subjects.
   */
  public String attribute() {
    return subject.substring(0, Math.max(0, subject.indexOf(':')));
  }

  /** The kind of statement. */
  public enum Kind {
    /** The user liked the subject. */
    LIKED,
    /** The user disliked the subject. */
    DISLIKED,
    /** The user stated this preference; free text, so no reason cites it. */
    STATED,
    /** The user interacted with the subject without showing whether they like it. */
    WATCHED,
    /** How active the user is; no reason cites it. */
    HABIT,
    /** The item is of this kind, for example of a genre or a year. */
    IS,
    /**
     * The item is of this kind, as are so many that only a second kind beside it says something.
     */
    ALSO,
    /** The item has this property, for example a price or many ratings. */
    HAS,
    /** Other people who liked the item also liked the subject. */
    LIKED_WITH,
    /** The item is like the subject, by what the catalogue says of both. */
    SIMILAR,
    /** A quote from the catalogue's text; free text, so no reason cites it. */
    SAYS,
    /** The user interacted with the item or similar items before; looked up for this request. */
    MET
  }
}

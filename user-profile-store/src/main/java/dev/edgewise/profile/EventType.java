/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The event types that Edgewise knows, one row each. Events of any other type may be sent; they
 * weigh nothing unless a weight is configured for their type. To add a type, add a row at the end:
 * the place of a row is the number under which profiles store it.
 */
public enum EventType {
  VIEW("view", 0.1, Polarity.NEUTRAL, "Viewed"),
  CLICK("click", 0.3, Polarity.NEUTRAL, "Opened"),
  READ("read", 0.5, Polarity.POSITIVE, "Read"),
  LIKE("like", 1, Polarity.POSITIVE, "Liked"),
  DISLIKE("dislike", -1, Polarity.NEGATIVE, "Disliked"),
  HIDE("hide", -1, Polarity.NEGATIVE, "Hidden"),
  ADD("add", 0.6, Polarity.POSITIVE, "Added"),
  PURCHASE("purchase", 1, Polarity.POSITIVE, "Bought"),
  RATE("rate", 0, Polarity.BY_VALUE, "Rated"),
  RETURN("return", -0.8, Polarity.NEGATIVE, "Returned"),
  IMPRESSION("impression", 0, Polarity.NEUTRAL, "Shown"),
  SEARCH("search", 0, Polarity.NEUTRAL, "Searched for");

  /** How many types have a number in stored profiles: the first so many rows. */
  private static final int STORED = 10;

  private final String type;
  private final double weight;
  private final Polarity polarity;
  private final String displayName;

  /** Whether an event of a type speaks for or against its item. */
  public enum Polarity {
    /** It shows liking. */
    POSITIVE,
    /** It shows interest at most. */
    NEUTRAL,
    /** It shows disliking. */
    NEGATIVE,
    /** Its value decides, on the scale of its source. */
    BY_VALUE
  }

  EventType(String type, double weight, Polarity polarity, String displayName) {
    this.type = type;
    this.weight = weight;
    this.polarity = polarity;
    this.displayName = displayName;
  }

  /** The type as events write it. */
  public String type() {
    return type;
  }

  /**
   * How much liking it shows unless configured otherwise, from -1 to 1; 0 where a value decides.
   */
  public double weight() {
    return weight;
  }

  /** Whether it speaks for or against an item. */
  public Polarity polarity() {
    return polarity;
  }

  /** What people are told that they did, as in "Liked". */
  public String displayName() {
    return displayName;
  }

  /** Whether an event is of this type. */
  public boolean is(Event event) {
    return type.equals(event.type());
  }

  /** The row of a type; empty for a type that Edgewise doesn't know. */
  public static Optional<EventType> of(String type) {
    return Stream.of(values()).filter(known -> known.type.equals(type)).findFirst();
  }

  /** The number under which profiles store a type, from 1; 0 for one that is stored by name. */
  public static int storedNumber(String type) {
    return of(type).map(Enum::ordinal).filter(place -> place < STORED).orElse(-1) + 1;
  }

  /**
   * The type that profiles store under a number.
   *
   * @throws IllegalArgumentException when no type has this number
   */
  public static String stored(long number) {
    if (number < 1 || number > STORED) {
      throw new IllegalArgumentException(
          "the number of an event type is from 1 to " + STORED + ", not " + number);
    }
    return values()[(int) number - 1].type;
  }
}

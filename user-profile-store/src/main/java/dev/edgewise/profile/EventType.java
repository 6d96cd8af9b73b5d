/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The event types that Edgewise knows, one row for each. Clients may send events of other types;
 * such an event has weight 0 unless the configuration gives its type a weight. Add new types at the
 * end: profiles store the first ten types by their row number, and others by name.
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

  /** The number of types that profiles store by number: the first rows of this enum. */
  private static final int STORED = 10;

  private static final Set<String> NEUTRAL =
      Stream.of(values())
          .filter(known -> known.polarity == Polarity.NEUTRAL)
          .map(EventType::type)
          .collect(Collectors.toSet());

  private final String type;
  private final double weight;
  private final Polarity polarity;
  private final String displayName;

  /** Whether events of a type speak for or against their item. */
  public enum Polarity {
    /** The user likes the item. */
    POSITIVE,
    /** The user shows some interest at most. */
    NEUTRAL,
    /** The user dislikes the item. */
    NEGATIVE,
    /** The event's value decides, on the scale of its source. */
    BY_VALUE
  }

  EventType(String type, double weight, Polarity polarity, String displayName) {
    this.type = type;
    this.weight = weight;
    this.polarity = polarity;
    this.displayName = displayName;
  }

  /** Returns the type's name, as events write it. */
  public String type() {
    return type;
  }

  /** Returns the default weight, from -1 to 1; 0 where the event's value decides. */
  public double weight() {
    return weight;
  }

  /** Returns whether events of this type speak for or against their item. */
  public Polarity polarity() {
    return polarity;
  }

  /** Returns the word that tells users what they did, such as "Liked". */
  public String displayName() {
    return displayName;
  }

  /** Returns whether an event is of this type. */
  public boolean is(Event event) {
    return type.equals(event.type());
  }

  /** Returns the row of a type name; empty for a type that Edgewise does not know. */
  public static Optional<EventType> of(String type) {
    return Stream.of(values()).filter(known -> known.type.equals(type)).findFirst();
  }

  /**
   * Returns whether an event tells that the user likes or dislikes its item. A view or click does
   * not, whatever its weight. An event of a type that Edgewise doesn't know does if it has a
   * weight.
   *
   * @param weight the event's weight, by {@link SignalWeights#of}
   */
  public static boolean isOpinion(String type, @Nullable Double value, double weight) {
    return !NEUTRAL.contains(type) && (weight != 0 || value != null);
  }

  /** Returns the number of a type in stored profiles, from 1; 0 if profiles store its name. */
  public static int storedNumber(String type) {
    return of(type).map(Enum::ordinal).filter(place -> place < STORED).orElse(-1) + 1;
  }

  /**
   * Returns the name of the type that profiles store under a number.
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

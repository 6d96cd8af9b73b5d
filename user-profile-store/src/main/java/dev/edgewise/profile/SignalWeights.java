/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The weights of the event types: how strongly each shows that a user likes an item. A rating's
 * weight follows from its scale: the one that the event carries in its context ({@value #SCALE}),
 * which must agree with the one that its source declares; else the declared one; else the one that
 * was learnt from the file of the event ({@value #LEARNT}); else the default. Immutable.
 *
 * @param weights by event type, from -1 (rejected) to 1 (loved); a missing type has weight 0
 * @param scales the declared scales of {@code rate} events, by source
 * @param defaultScale the scale of other sources, for events that carry none
 */
public record SignalWeights(
    Map<String, Double> weights, Map<String, ValueScale> scales, ValueScale defaultScale) {
  /** The context key of the scale of an event's rating, for example {@code 1,5}. */
  public static final String SCALE = "ratingScale";

  /** The context key of the scale that was learnt from all ratings of the event's file. */
  public static final String LEARNT = "learntScale";

  /**
   * What is wrong with an event.
   *
   * @param field the field, for example {@code value}
   * @param why what is wrong, and what would be right
   */
  public record Objection(String field, String why) {}

  public SignalWeights {
    weights.forEach(SignalWeights::checkRange);
    weights = Map.copyOf(weights);
    scales = Map.copyOf(scales);
  }

  private static void checkRange(String type, double weight) {
    EventType meant = EventTypeNames.meaning(type).orElse(null);
    if (meant != null && !meant.type().equals(type)) {
      throw new IllegalArgumentException(
          type + " is another word for " + meant.type() + "; set the weight of that type");
    }
    if (!(weight >= -1 && weight <= 1)) {
      throw new IllegalArgumentException(
          "the weight of " + type + " must lie between -1 and 1, not " + weight);
    }
  }

  /** Returns the default weights of all known types, with ratings from 1 to 5. */
  public static SignalWeights standard() {
    Map<String, Double> weights = new HashMap<>();
    for (EventType type : EventType.values()) {
      if (type.polarity() != EventType.Polarity.BY_VALUE) {
        weights.put(type.type(), type.weight());
      }
    }
    return new SignalWeights(weights, Map.of(), ValueScale.STARS);
  }

  /**
   * Returns a copy in which these weights replace or extend the present ones.
   *
   * @throws IllegalArgumentException when a weight is out of range
   */
  public SignalWeights withWeights(Map<String, Double> byType) {
    Map<String, Double> merged = new HashMap<>(weights);
    merged.putAll(byType);
    return new SignalWeights(merged, scales, defaultScale);
  }

  /** Returns a copy with these declared scales of ratings, by source. */
  public SignalWeights withScales(Map<String, ValueScale> bySource) {
    return new SignalWeights(weights, bySource, defaultScale);
  }

  /** Returns a copy with this scale of ratings for sources that declare none. */
  public SignalWeights withDefaultScale(ValueScale scale) {
    return new SignalWeights(weights, scales, scale);
  }

  /** Returns the weight of an event, from -1 to 1; 0 for a rating outside its scale. */
  public double of(Event event) {
    Double value = event.value();
    if (EventType.RATE.is(event)) {
      return value == null || objection(event).isPresent() ? 0 : scale(event).liking(value);
    }
    return weights.getOrDefault(event.type(), 0.0);
  }

  /**
   * Returns whether events of a type have a meaning: one that is known, or a weight of their own.
   */
  public boolean knows(String type) {
    return EventType.of(type).isPresent() || weights.containsKey(type);
  }

  /** Returns the weights of types that aren't built in, by name. */
  public SortedMap<String, Double> ownTypes() {
    SortedMap<String, Double> own = new TreeMap<>(weights);
    own.keySet().removeIf(type -> EventType.of(type).isPresent());
    return own;
  }

  /** Returns why an event can't count as the rating that it claims to be; empty if it can. */
  public Optional<Objection> objection(Event event) {
    if (!EventType.RATE.is(event)) {
      return Optional.empty();
    }
    ValueScale scale;
    try {
      scale = scale(event);
    } catch (IllegalArgumentException e) {
      return Optional.of(new Objection("context", String.valueOf(e.getMessage())));
    }
    Double value = event.value();
    String range = "the scale of ratings of source '" + event.source() + "', " + scale;
    if (value == null) {
      return Optional.of(new Objection("value", "a rate event needs a rating on " + range));
    }
    return scale.contains(value)
        ? Optional.empty()
        : Optional.of(
            new Objection(
                "value",
                String.format(
                    "%s lies outside %s; for another scale, declare it for the source, or send it"
                        + " as context.%s, for example \"0,10\"",
                    ValueScale.number(value), range, SCALE)));
  }

  /**
   * Returns the scale of an event's rating.
   *
   * @throws IllegalArgumentException when the event carries a scale that is none, or another one
   *     than its source declares
   */
  public ValueScale scale(Event event) {
    ValueScale declared = scales.get(event.source());
    ValueScale own = carried(event, SCALE);
    if (own != null && declared != null && !own.equals(declared)) {
      throw new IllegalArgumentException(
          SCALE + " is " + own + ", but source '" + event.source() + "' declares " + declared);
    }
    if (own != null) {
      return own;
    }
    ValueScale learnt = declared == null ? carried(event, LEARNT) : declared;
    return learnt == null ? defaultScale : learnt;
  }

  private static @Nullable ValueScale carried(Event event, String key) {
    String text = event.context().get(key);
    try {
      return text == null ? null : ValueScale.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }
}

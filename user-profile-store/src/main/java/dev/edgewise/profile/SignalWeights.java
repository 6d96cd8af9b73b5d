/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.HashMap;
import java.util.Map;

/**
 * How much liking each type of event shows. Immutable.
 *
 * @param weights by event type, from -1 (rejected) to 1 (loved); a type that isn't here weighs 0
 * @param scales of {@code rate} events, by source
 * @param defaultScale of sources that aren't in {@code scales}
 */
public record SignalWeights(
    Map<String, Double> weights, Map<String, ValueScale> scales, ValueScale defaultScale) {

  public SignalWeights {
    weights.forEach(SignalWeights::checkRange);
    weights = Map.copyOf(weights);
    scales = Map.copyOf(scales);
  }

  private static void checkRange(String type, double weight) {
    if (!(weight >= -1 && weight <= 1)) {
      throw new IllegalArgumentException(
          "the weight of " + type + " must lie between -1 and 1, not " + weight);
    }
  }

  /** Sensible weights of the usual types; ratings from 0 to 10. */
  public static SignalWeights standard() {
    Map<String, Double> weights = new HashMap<>();
    for (EventType known : EventType.values()) {
      if (known.polarity() != EventType.Polarity.BY_VALUE) {
        weights.put(known.type(), known.weight());
      }
    }
    return new SignalWeights(weights, Map.of(), new ValueScale(0, 10));
  }

  /**
   * The same weights, but these of these types.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public SignalWeights withWeights(Map<String, Double> byType) {
    Map<String, Double> merged = new HashMap<>(weights);
    merged.putAll(byType);
    return new SignalWeights(merged, scales, defaultScale);
  }

  /** The same weights, with the scales of these sources declared. */
  public SignalWeights withScales(Map<String, ValueScale> bySource) {
    return new SignalWeights(weights, bySource, defaultScale);
  }

  /** How much liking an event shows, from -1 to 1. */
  public double of(Event event) {
    Double value = event.value();
    if (EventType.RATE.is(event)) {
      return value == null ? 0 : scales.getOrDefault(event.source(), defaultScale).liking(value);
    }
    return weights.getOrDefault(event.type(), 0.0);
  }

  /**
   * Whether the user is done with the item after an event of this type and weight: it must not be
   * recommended again. Looking at it (view, click, impression, search) isn't that.
   */
  static boolean finishes(String type, double weight) {
    return type.equals(EventType.RATE.type()) || Math.abs(weight) >= 0.5;
  }
}

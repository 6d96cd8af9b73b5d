/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.HashMap;
import java.util.Map;

/**
 * The weights of the event types: how strongly each shows that a user likes an item. Immutable.
 *
 * @param weights by event type, from -1 (rejected) to 1 (loved); a missing type has weight 0
 * @param scales the scales of {@code rate} events, by source
 * @param defaultScale the scale of all other sources
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

  /** Returns the default weights of all known types, with ratings from 0 to 10. */
  public static SignalWeights standard() {
    Map<String, Double> weights = new HashMap<>();
    for (EventType type : EventType.values()) {
      if (type.polarity() != EventType.Polarity.BY_VALUE) {
        weights.put(type.type(), type.weight());
      }
    }
    return new SignalWeights(weights, Map.of(), new ValueScale(0, 10));
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

  /** Returns a copy with these rating scales, by source. */
  public SignalWeights withScales(Map<String, ValueScale> bySource) {
    return new SignalWeights(weights, bySource, defaultScale);
  }

  /** Returns the weight of an event, from -1 to 1. */
  public double of(Event event) {
    Double value = event.value();
    if (EventType.RATE.is(event)) {
      return value == null ? 0 : scales.getOrDefault(event.source(), defaultScale).liking(value);
    }
    return weights.getOrDefault(event.type(), 0.0);
  }
}

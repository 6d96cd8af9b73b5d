/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.service.config.EdgewiseConfig;
import java.util.HashMap;
import java.util.Map;

/**
 * Weights of events and scales of ratings: the configuration overrides the catalogue, which
 * overrides the standard.
 */
final class SignalRules {
  private SignalRules() {}

  static SignalWeights of(CatalogueDescription catalogue, EdgewiseConfig.Events events) {
    SignalWeights base =
        events
            .scale()
            .map(scale -> SignalWeights.standard().withDefaultScale(scale.values()))
            .orElseGet(catalogue::signals);
    Map<String, ValueScale> scales = new HashMap<>(base.scales());
    events.scales().forEach((source, scale) -> scales.put(source, scale.values()));
    return base.withWeights(events.weights()).withScales(scales);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import dev.edgewise.recommend.Placement;
import dev.edgewise.service.config.EdgewiseConfig.PlacementConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** Combines the standard placements with the configured ones. */
public final class Placements {
  private Placements() {}

  /** All placements by name, the standard ones first. */
  public static Map<String, Placement> of(Map<String, PlacementConfig> configured) {
    Map<String, Placement> all = new LinkedHashMap<>();
    Placement.STANDARD.forEach(placement -> all.put(placement.name(), placement));
    configured.forEach((name, config) -> {
      Placement base = all.getOrDefault(name, Placement.FOR_YOU);
      all.put(
          name,
          new Placement(
              name,
              config.personal().orElse(base.personal()),
              config.sources().orElse(base.sources()),
              base.byItem(),
              config.limit().orElse(base.limit())));
    });
    return all;
  }
}

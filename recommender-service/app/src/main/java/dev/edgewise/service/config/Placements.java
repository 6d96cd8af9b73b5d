/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import dev.edgewise.recommend.Placement;
import dev.edgewise.service.config.EdgewiseConfig.PlacementConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** Combines the standard placements with the configured ones. */
public final class Placements {
  private Placements() {}

  /**
   * All placements by name, the standard ones first.
   *
   * @throws BadConfigException when a configured one is invalid
   */
  public static Map<String, Placement> of(Map<String, PlacementConfig> configured) {
    Map<String, Placement> all = new LinkedHashMap<>();
    Placement.STANDARD.forEach(placement -> all.put(placement.name(), placement));
    configured.forEach((name, config) ->
        all.put(name, changed(name, all.getOrDefault(name, Placement.FOR_YOU), config)));
    return all;
  }

  private static Placement changed(String name, Placement base, PlacementConfig config) {
    try {
      return new Placement(
          name,
          config.personal().orElse(base.personal()),
          config.sources().orElse(base.sources()),
          base.start(),
          config.limit().orElse(base.limit()));
    } catch (IllegalArgumentException e) {
      throw new BadConfigException(
          "edgewise.recommend.placements.%s: %s".formatted(name, e.getMessage()));
    }
  }
}

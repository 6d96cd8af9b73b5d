/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Creates a configuration with some settings, and defaults for all others. */
public final class ConfigOf {
  private ConfigOf() {}

  public static EdgewiseConfig settings(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .withMapping(EdgewiseConfig.class)
        .build()
        .getConfigMapping(EdgewiseConfig.class);
  }
}

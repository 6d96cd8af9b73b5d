/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.config.EdgewiseConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads the configuration of the service, for commands without the service. */
public final class CommandSettings {
  private static final Path FILE = Path.of("config", "application.properties");
  private static final int FILE_ORDINAL = 260;
  private static final int OPTIONS_ORDINAL = 500;

  private CommandSettings() {}

  /**
   * Reads the configuration that the service would have in the current directory.
   *
   * @param options settings from the command line, which override all others
   * @throws BadConfigException when a setting is invalid
   */
  public static EdgewiseConfig with(Map<String, String> options) throws IOException {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .addSystemSources()
            .withSources(new PropertiesConfigSource(options, "command line", OPTIONS_ORDINAL))
            .withMapping(EdgewiseConfig.class);
    if (Files.isRegularFile(FILE)) {
      builder.withSources(new PropertiesConfigSource(FILE.toUri().toURL(), FILE_ORDINAL));
    }
    try {
      return builder.build().getConfigMapping(EdgewiseConfig.class);
    } catch (ConfigValidationException e) {
      throw new BadConfigException(Service.problems(e));
    }
  }
}

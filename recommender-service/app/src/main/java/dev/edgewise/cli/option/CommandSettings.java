/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import dev.edgewise.service.config.Configuration;
import dev.edgewise.service.config.EdgewiseConfig;
import java.util.Map;

/** Reads the configuration of the service, for commands without the service. */
public final class CommandSettings {
  private CommandSettings() {}

  /**
   * Reads the configuration that the service would have in the current directory.
   *
   * @param options settings from the command line, which override all others
   * @throws dev.edgewise.service.config.BadConfigException when a setting is invalid
   */
  public static EdgewiseConfig with(Map<String, String> options) {
    return Configuration.read(options).settings();
  }
}

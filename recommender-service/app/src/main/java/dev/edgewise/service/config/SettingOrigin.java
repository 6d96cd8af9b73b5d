/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import io.smallrye.config.ConfigValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the places that values come from. */
final class SettingOrigin {
  private static final Pattern FILE = Pattern.compile("source=(file:[^\\]]+)");

  private SettingOrigin() {}

  /** The variable, file or other place of a value, or {@code default}. */
  static String of(ConfigValue found) {
    String source = found.getConfigSourceName();
    return found.getValue() == null || found.isDefault() || source == null
        ? "default"
        : of(source, found.getName());
  }

  /** The variable, file or other place of a property in a source of SmallRye. */
  static String of(String source, String property) {
    Matcher file = FILE.matcher(source);
    if (file.find()) {
      return shortened(file.group(1));
    }
    return switch (source) {
      case "EnvConfigSource" -> "environment variable " + Setting.variable(property);
      case "SysPropConfigSource" -> "system property";
      default -> source;
    };
  }

  /** The path of a file, relative to the current directory if it is below it. */
  private static String shortened(String url) {
    Path file = Path.of(URI.create(url));
    Path here = Path.of("").toAbsolutePath();
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The checked configuration of this process, from the same sources as Quarkus reads: system
 * properties, environment variables, {@code .env}, {@code config/application.properties} and the
 * defaults. Thread-safe.
 */
public final class Configuration {
  private static final int OPTIONS_ORDINAL = 500;

  private final SmallRyeConfig config;

  private Configuration(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * Reads and checks the configuration.
   *
   * @param options settings from the command line, which override all others
   * @throws BadConfigException when a setting is unknown or its value wrong, or two contradict each
   *     other; the message names them
   */
  public static Configuration read(Map<String, String> options) {
    ConfigurationCheck.require(builder(options).build(), Path.of(".env"));
    try {
      Configuration read =
          new Configuration(builder(options).withMapping(EdgewiseConfig.class).build());
      ConfigurationCheck.requireConsistent(read.settings());
      return read;
    } catch (ConfigValidationException e) {
      throw problems(e);
    }
  }

  private static SmallRyeConfigBuilder builder(Map<String, String> options) {
    return ConfigUtils.configBuilder()
        .withSources(new PropertiesConfigSource(options, "command line", OPTIONS_ORDINAL));
  }

  /** Makes an exception from the problems that SmallRye found. */
  public static BadConfigException problems(ConfigValidationException bad) {
    return BadConfigException.of(
        IntStream.range(0, bad.getProblemCount())
            .mapToObj(i -> bad.getProblem(i).getMessage())
            .toList());
  }

  /** The settings. */
  public EdgewiseConfig settings() {
    return config.getConfigMapping(EdgewiseConfig.class);
  }

  /** Every setting with its value and origin, without secrets, group by group. */
  public List<ConfiguredValue> values() {
    TreeSet<String> properties =
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
            .filter(property -> property.startsWith(Settings.PREFIX))
            .collect(Collectors.toCollection(TreeSet::new));
    List<ConfiguredValue> values = new ArrayList<>();
    for (Setting setting : Settings.all()) {
      List<String> set = properties.stream().filter(setting::covers).toList();
      if (set.isEmpty()) {
        values.add(value(setting, setting.name()));
      }
      set.forEach(property -> values.add(value(setting, property)));
    }
    return values;
  }

  private ConfiguredValue value(Setting setting, String property) {
    ConfigValue found = config.getConfigValue(property);
    String value = found.getValue() == null || found.getValue().isEmpty() ? null : found.getValue();
    return new ConfiguredValue(
        property,
        Setting.variable(property),
        value == null ? null : setting.shown(value),
        setting.standard(),
        SettingOrigin.of(found),
        setting.form(),
        setting.note().value());
  }
}

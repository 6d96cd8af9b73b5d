/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import java.util.stream.Collectors;

/** The document {@code docs/configuration.md}. */
public final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      <!-- Generated: ./edgewise serve --print-config --markdown > docs/configuration.md -->

      Settings come from these places; the first one that has a setting wins:

      1. a system property: `EDGEWISE_JAVA_OPTIONS="-Dedgewise.redis.timeout=1s" ./edgewise serve`
      2. an environment variable: `EDGEWISE_REDIS_TIMEOUT=1s ./edgewise serve`
      3. `.env` in the current directory, with lines `EDGEWISE_REDIS_TIMEOUT=1s`, without `export` or quotes
      4. `config/application.properties` in the current directory: `edgewise.redis.timeout=1s`
      5. the default

      `./edgewise serve --print-config` prints each setting with its value, its origin and its meaning, and
      starts nothing; `--json` prints JSON. API keys and passwords are never printed. An unknown setting or a
      wrong value stops the start with exit status 2. The message names the setting and the nearest known one.
      A name that begins almost like `edgewise` counts as one of ours. So does one with a profile in front,
      such as `%dev.edgewise.redis.timeout`, which is refused unless the profile is active.

      A duration is written `500ms`, `10s`, `2m` or `30d`, or `PT1M30S` as in ISO 8601, never without a unit and at most `36500d`, a size `512K`, `32M` or `1G`, a lowest and a highest
      rating `0.5,5`, and a list `one,two`. `NAME` stands for a name of your choice: `edgewise.events.weights.share=0.6`, or
      `EDGEWISE_EVENTS_WEIGHTS_SHARE=0.6`. In a variable, the name of a placement is one word in letters and digits.
      Set placements with other names, such as `for-you`, in the file or as a system property.

      `EDGEWISE_JAVA_HOME` (the JDK), `EDGEWISE_JAVA_OPTIONS` (options of the JVM) and `EDGEWISE_API_KEY` (the key
      that `./edgewise events send` uses) are no settings of the service. Variables that Kubernetes sets for a
      service with a name like `edgewise` (`EDGEWISE_SERVICE_HOST`, `EDGEWISE_PORT=tcp://...`) are ignored. The
      option `--port` sets the port of HTTP.
      """;

  private ConfigurationPage() {}

  /** The whole document, in Markdown. */
  public static String text() {
    return Settings.GROUPS.stream()
        .map(ConfigurationPage::section)
        .collect(Collectors.joining("\n", HEAD + "\n", ""));
  }

  private static String section(Settings.Group group) {
    String meaning = group.meaning().isEmpty() ? "" : group.meaning() + "\n\n";
    return group.settings().stream()
        .map(ConfigurationPage::row)
        .collect(
            Collectors.joining(
                "\n",
                "## %s\n\n%s| Setting | Environment variable | Default | Value | Meaning |\n|---|---|---|---|---|\n"
                    .formatted(group.name(), meaning),
                "\n"));
  }

  private static String row(Setting setting) {
    String standard = setting.standard() == null ? "none" : "`" + setting.standard() + "`";
    return "| `%s` | `%s` | %s | %s | %s |"
        .formatted(
            setting.name(),
            setting.variable(),
            standard,
            setting.shortForm(),
            setting.note().value());
  }
}

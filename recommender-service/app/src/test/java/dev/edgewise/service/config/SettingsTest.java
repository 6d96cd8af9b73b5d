/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void theNamesAndDefaultsAreThoseOfSmallRye() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(EdgewiseConfig.class)
            .build();
    Map<String, String> theirs =
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
            .filter(name -> config.getConfigValue(name).getValue() != null)
            .collect(
                Collectors.toMap(name -> name, name -> config.getConfigValue(name).getRawValue()));
    assertThat(theirs).hasSizeGreaterThan(40);
    assertThat(
            Settings.all().stream()
                .filter(setting -> setting.standard() != null)
                .collect(
                    Collectors.toMap(
                        Setting::name, setting -> Objects.requireNonNull(setting.standard()))))
        .isEqualTo(theirs);
  }

  @Test
  void theDefaultsAreValid() {
    SmallRyeConfig config = new SmallRyeConfigBuilder().addDiscoveredConverters().build();
    for (Setting setting : Settings.all()) {
      String standard = setting.standard();
      assertThat(standard == null || setting.accepts(standard, config)).as(setting.name()).isTrue();
    }
  }

  @Test
  void theDocumentIsUpToDate() throws IOException {
    assertThat(Path.of("../../docs/configuration.md"))
        .as("./edgewise serve --print-config --markdown > docs/configuration.md writes it anew")
        .content()
        .isEqualTo(ConfigurationPage.text());
  }

  @ParameterizedTest
  @CsvSource({
    "edgewise.redis.uri, redis://localhost:6379, redis://localhost:6379",
    "edgewise.redis.uri, redis://secret@host:1/0, redis://***@host:1/0",
    "edgewise.redis.uri, rediss://ann:se@c:re/t@host, rediss://ann:***@host",
    "edgewise.redis.uri, 'redis://:secret@one,two:2', 'redis://:***@one,two:2'",
    "edgewise.api-keys, 'one,two', ***"
  })
  void secretsAreNotShown(String name, String value, String shown) {
    assertThat(Settings.of(name).orElseThrow().shown(value)).isEqualTo(shown);
  }
}

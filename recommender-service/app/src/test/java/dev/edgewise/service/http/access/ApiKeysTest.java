/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.service.config.ConfigOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  @Test
  void onlyConfiguredKeysAreLetIn() {
    ApiKeys keys = new ApiKeys(ConfigOf.settings(Map.of("edgewise.api-keys", "one,two")));
    assertThat(keys.shut()).isFalse();
    assertThat(keys.admit("Bearer one")).isTrue();
    assertThat(keys.admit("Bearer two")).isTrue();
    assertThat(keys.admit("Bearer on")).isFalse();
    assertThat(keys.admit("Bearer ")).isFalse();
    assertThat(keys.admit("one")).isFalse();
    assertThat(keys.admit(null)).isFalse();
  }

  @Test
  void withoutKeysNobodyIsLetInAndTheStartIsRefused() {
    ApiKeys keys = new ApiKeys(ConfigOf.settings(Map.of()));
    assertThat(keys.shut()).isTrue();
    assertThat(keys.admit("Bearer ")).isFalse();
  }

  @Test
  void demoAndAnExplicitOffAreOpen() {
    assertThat(new ApiKeys(ConfigOf.settings(Map.of("edgewise.demo", "true"))).admit(null))
        .isTrue();
    assertThat(new ApiKeys(ConfigOf.settings(Map.of("edgewise.auth", "off"))).admit(null)).isTrue();
  }
}

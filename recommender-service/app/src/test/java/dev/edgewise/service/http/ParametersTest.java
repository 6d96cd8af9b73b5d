/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.service.config.ConfigOf;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private final Parameters parameters = new Parameters(ConfigOf.settings(Map.of()));

  @Test
  void limitsAreWholeNumbersInTheirRange() {
    assertThat(parameters.limit(null)).isEqualTo(10);
    assertThat(parameters.limit("100")).isEqualTo(100);
    for (String bad : List.of("0", "101", "-1", "1.5", "ten", "", "99999999999")) {
      assertThatThrownBy(() -> parameters.limit(bad)).hasMessageContaining("from 1 to 100");
    }
  }

  @Test
  void deadlinesAreTimes() {
    assertThat(parameters.deadline(null)).isEqualTo(Duration.ofMillis(500));
    assertThat(parameters.deadline("2s")).isEqualTo(Duration.ofSeconds(2));
    assertThat(parameters.deadline("250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(parameters.deadline("250")).isEqualTo(Duration.ofMillis(250));
    for (String bad : List.of("soon", "-1ms", "1h", "61s", "")) {
      assertThatThrownBy(() -> parameters.deadline(bad)).hasMessageContaining("such as 500ms");
    }
  }

  @Test
  void usersAreBoundedAndPrintable() {
    assertThat(parameters.user("ann lee")).isEqualTo("ann lee");
    for (String bad : List.of("", " ", "a\nb", "x".repeat(257))) {
      assertThatThrownBy(() -> parameters.user(bad)).hasMessageContaining("1 to 256");
    }
  }

  @Test
  void whatSomebodySentIsShownShortAndOnOneLine() {
    assertThat(Parameters.shown("a\nb" + "x".repeat(100))).hasSize(63).doesNotContain("\n");
  }

  private static Parameters.Extras extras(@Nullable String query, @Nullable String diversity) {
    return new Parameters.Extras(query, null, null, null, null, diversity);
  }

  @Test
  void aPageIsOfARequestAndItsList() {
    String id = "0b4c2f0a-4f0e-4a35-9d3c-2f2b8a1e7c11";
    Parameters.Extras none = extras(null, null);
    assertThat(parameters.page(null, null, none)).isNull();
    assertThat(parameters.page(id, null, none)).isEqualTo(new Parameters.Page(id, 0));
    assertThat(parameters.page(id, "20", none)).isEqualTo(new Parameters.Page(id, 20));
    assertThatThrownBy(() -> parameters.page(null, "20", none)).hasMessageContaining("requestId");
    for (String bad : List.of("", "profile", id.toUpperCase(Locale.ROOT), id + "0", "../" + id)) {
      assertThatThrownBy(() -> parameters.page(bad, null, none)).hasMessageContaining("requestId");
    }
    for (String bad : List.of("", "-1", "1.5", "9999999999")) {
      assertThatThrownBy(() -> parameters.page(id, bad, none)).hasMessageContaining("from 0");
    }
    for (Parameters.Extras other : List.of(extras("robots", null), extras(null, "0.5"))) {
      assertThatThrownBy(() -> parameters.page(id, null, other)).hasMessageContaining("new list");
    }
  }

  @Test
  void diversityLiesBetweenNoneAndAll() {
    assertThat(parameters.wish("ann", null, null, extras(null, null)).diversity()).isNull();
    assertThat(parameters.wish("ann", null, null, extras(null, "0.3")).diversity()).isEqualTo(0.3);
    assertThat(parameters.wish("ann", null, null, extras(null, "1")).diversity()).isEqualTo(1);
    for (String bad : List.of("", "-0.1", "1.1", "2", "NaN", "much", "0.1234567890")) {
      assertThatThrownBy(() -> parameters.wish("ann", null, null, extras(null, bad)))
          .hasMessageContaining("from 0 to 1");
    }
  }
}

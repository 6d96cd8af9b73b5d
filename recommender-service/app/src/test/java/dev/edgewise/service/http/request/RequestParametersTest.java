/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.service.config.ConfigOf;
import dev.edgewise.service.http.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestParametersTest {
  private final RequestParameters parameters =
      new RequestParameters(
          ConfigOf.settings(Map.of()), new Catalogue(CatalogueDescription.named("empty")));

  @Test
  void limitsAreWholeNumbersInTheirRange() {
    assertThat(parameters.limit(null, 10)).isEqualTo(10);
    assertThat(parameters.limit("100", 10)).isEqualTo(100);
    for (String bad : List.of("0", "101", "-1", "1.5", "ten", "", "99999999999")) {
      assertThatThrownBy(() -> parameters.limit(bad, 10)).hasMessageContaining("from 1 to 100");
    }
  }

  @Test
  void deadlinesAreTimes() {
    assertThat(parameters.deadline(null)).isEqualTo(Duration.ofMillis(500));
    assertThat(parameters.deadline("2s")).isEqualTo(Duration.ofSeconds(2));
    assertThat(parameters.deadline("250ms")).isEqualTo(Duration.ofMillis(250));
    for (String bad : List.of("soon", "-1ms", "1h", "61s", "", "0", "250", "2 s")) {
      assertThatThrownBy(() -> parameters.deadline(bad)).hasMessageContaining("such as 500ms");
    }
  }

  @Test
  void aDeadlineWithoutUnitIsRefusedWithBothUnits() {
    assertThatThrownBy(() -> parameters.deadline("5"))
        .hasMessageContaining("not '5'; write 5s or 5ms");
  }

  @Test
  void whatSomebodySentIsShownShortAndOnOneLine() {
    assertThat(Problem.shown("a\nb" + "x".repeat(100))).hasSize(63).doesNotContain("\n");
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.service.RunningDemo;
import dev.edgewise.service.SharedDemo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What lists do before the ranker is fitted they do afterwards, too. The fit takes long. */
@Tag("full")
@ExtendWith(SharedDemo.class)
class FittedIT {
  private static JsonNode learning;

  @BeforeAll
  static void awaitFit(RunningDemo demo) throws Exception {
    learning = demo.awaitFit();
  }

  @Test
  void healthTellsTheFigures() {
    assertThat(learning.path("doing").asText()).isEqualTo("idle");
    assertThat(learning.path("ranker").asText()).isEqualTo("learned");
    double best = Math.max(figure("best source"), figure("evidence"));
    assertThat(figure("learned, popular end")).as("%s", learning).isGreaterThan(best);
    assertThat(figure("shared by two users")).as("%s", learning).isLessThanOrEqualTo(3);
    assertThat(figure("personas met")).as("%s", learning).isGreaterThanOrEqualTo(0.85);
  }

  private static double figure(String name) {
    return Double.parseDouble(learning.path(name).asText());
  }

  @Nested
  class OfPersonas extends PersonasIT {}

  @Nested
  class OfOrder extends OrderIT {}

  @Nested
  class OfPlacements extends PlacementsIT {}

  @Nested
  class OfFatigue extends FatigueIT {}
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatlingSummaryTest {
  private static final String PRINTED =
      """
      > Global                                  |       210 |       210 |         0
      ---- Global Information ------------------|---Total---|-----OK----|----KO----
      > request count                           |     1,240 |     1,237 |         3
      > min response time (ms)                  |         7 |         7 |         -
      > response time 50th percentile (ms)      |       772 |       773 |         -
      > response time 95th percentile (ms)      |     5,022 |     5,022 |         -
      """;

  @Test
  void theClosingTableIsRead() throws IOException {
    assertThat(GatlingSummary.of(PRINTED.lines().toList()))
        .isEqualTo(new GatlingSummary(1240, 3, 772, 5022));
  }

  @Test
  void aDashIsNone() throws IOException {
    String none = PRINTED.replace("        3", "        -");
    assertThat(GatlingSummary.of(none.lines().toList()).failed()).isZero();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> GatlingSummary.of(List.of("nothing")))
        .hasMessageContaining("Global Information");
    assertThatThrownBy(() -> GatlingSummary.of(PRINTED.replace("95th", "99th").lines().toList()))
        .hasMessageContaining("95th percentile");
  }
}

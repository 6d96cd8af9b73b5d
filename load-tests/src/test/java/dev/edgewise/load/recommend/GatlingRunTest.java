/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GatlingRunTest {
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
    assertThat(GatlingRun.parse(PRINTED)).isEqualTo(new GatlingRun(1240, 3, 772, 5022));
  }

  @Test
  void aDashIsNone() throws IOException {
    String none = PRINTED.replace("        3", "        -");
    assertThat(GatlingRun.parse(none).failed()).isZero();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> GatlingRun.parse("nothing"))
        .hasMessageContaining("Global Information");
    assertThatThrownBy(() -> GatlingRun.parse(PRINTED.replace("95th", "99th")))
        .hasMessageContaining("95th percentile");
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTest {
  @Test
  void aScoreIsTheProductOfWhatTheSourcesSay() {
    Merge merge = new Merge();
    merge.add(Found.only(List.of(new Scored(1, 8), new Scored(2, 4))), 2);
    merge.add(Found.only(List.of(new Scored(2, 3))), -1);
    merge.add(Found.only(List.of()), 5);
    List<Scored> ordered = merge.ordered();
    assertThat(ordered).extracting(Scored::item).containsExactly(1, 2);
    assertThat(ordered.get(0).score()).isCloseTo(1.1 * 1.1 / 0.1, within(1e-12));
    assertThat(ordered.get(1).score()).isCloseTo(0.6 * 0.6 / 1.1, within(1e-12));
  }

  @Test
  void whatASourceThinksIllOfIsAsGoodAsUnknown() {
    assertThat(Mix.feature(-3, 2)).isEqualTo(Mix.feature(0, 2));
  }

  @Test
  void aWeightIsANumberWithinReason() {
    assertThatThrownBy(() -> new Mix(Map.of("ease", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ease");
  }
}

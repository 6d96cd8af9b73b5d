/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankerNameTest {

  @Test
  void aNameMayEndWithAPlaceOnTheLineFromPopularToPersonal() {
    assertThat(RankerName.of("first-stage")).isEqualTo(new RankerName("first-stage", 0.5));
    assertThat(RankerName.of("first-stage@0")).isEqualTo(new RankerName("first-stage", 0));
    assertThat(RankerName.of("full@0.125")).isEqualTo(new RankerName("full", 0.125));
    assertThat(RankerName.of("full@1")).isEqualTo(new RankerName("full", 1));
  }

  @Test
  void onlyTheRankersOfListsHaveAPlace() {
    assertThat(RankerName.of("ease@1").base()).isEqualTo("ease@1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full@", "full@2", "full@1.5", "full@-0.1", "full@x", "full@NaN"})
  void anotherPlaceIsRefused(String name) {
    assertThatThrownBy(() -> RankerName.of(name))
        .isInstanceOf(BadEvaluationException.class)
        .hasMessageContaining("needs a number from 0 to 1 after the @, for example full@0.25");
  }
}

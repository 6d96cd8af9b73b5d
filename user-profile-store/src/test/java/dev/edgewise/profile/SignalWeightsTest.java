/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalWeightsTest {
  private final SignalWeights weights = SignalWeights.standard();

  @Test
  void ratingsAreReadOnTheirSourcesScale() {
    assertThat(weights.of(TestEvents.rating("1", "u", "i", 10))).isEqualTo(1);
    assertThat(weights.of(TestEvents.rating("1", "u", "i", 8))).isCloseTo(0.5, within(1e-12));
    assertThat(weights.of(TestEvents.rating("1", "u", "i", 6))).isZero();
    assertThat(weights.of(TestEvents.rating("1", "u", "i", 0))).isEqualTo(-1);
    SignalWeights stars = weights.withScales(Map.of("test", new ValueScale(0.5, 5)));
    assertThat(stars.of(TestEvents.rating("1", "u", "i", 5))).isEqualTo(1);
  }

  @Test
  void aTypeThatNobodyDeclaredSaysNothing() {
    assertThat(weights.of(TestEvents.event("1", "u", "i", "dance", TestEvents.NOON))).isZero();
  }

  @Test
  void declaredWeightsReplaceStandardOnesAndLeaveTheOthers() {
    SignalWeights own = weights.withWeights(Map.of("view", 0.2, "dance", -0.5));
    assertThat(own.of(TestEvents.event("1", "u", "i", "view", TestEvents.NOON))).isEqualTo(0.2);
    assertThat(own.of(TestEvents.event("1", "u", "i", "dance", TestEvents.NOON))).isEqualTo(-0.5);
    assertThat(own.of(TestEvents.event("1", "u", "i", "like", TestEvents.NOON))).isEqualTo(1);
    assertThat(weights.of(TestEvents.event("1", "u", "i", "view", TestEvents.NOON))).isEqualTo(0.1);
    assertThat(weights.weights()).containsEntry("search", 0.0).containsEntry("impression", 0.0);
  }

  @Test
  void aScaleUpsideDownIsRefused() {
    assertThatThrownBy(() -> new ValueScale(5, 1)).hasMessageContaining("low < high");
  }

  @Test
  void aRatingThatIsNoNumberSaysNothing() {
    assertThat(weights.of(TestEvents.rating("1", "u", "i", Double.NaN))).isZero();
  }

  @Test
  void aWeightOutsideItsRangeIsNamed() {
    Map<String, Double> tooMuch = Map.of("view", 5.0);
    assertThatThrownBy(() -> new SignalWeights(tooMuch, Map.of(), new ValueScale(0, 10)))
        .hasMessage("the weight of view must lie between -1 and 1, not 5.0");
  }
}

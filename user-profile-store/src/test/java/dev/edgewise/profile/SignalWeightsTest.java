/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalWeightsTest {
  private final SignalWeights weights = SignalWeights.standard();

  /** Found in a review: five of five stars counted as a dislike. */
  @Test
  void withoutADeclaredScaleRatingsGoFromOneToFive() {
    assertThat(weights.of(TestEvents.rating("1", "u", "i", 5))).isEqualTo(1);
    assertThat(weights.of(TestEvents.rating("1", "u", "i", 4))).isCloseTo(0.375, within(1e-12));
    assertThat(weights.of(TestEvents.rating("1", "u", "i", 1))).isEqualTo(-1);
  }

  @Test
  void ratingsAreReadOnTheirSourcesScale() {
    SignalWeights ten = weights.withScales(Map.of("test", new ValueScale(0, 10)));
    assertThat(ten.of(TestEvents.rating("1", "u", "i", 10))).isEqualTo(1);
    assertThat(ten.of(TestEvents.rating("1", "u", "i", 8))).isCloseTo(0.5, within(1e-12));
    assertThat(ten.of(TestEvents.rating("1", "u", "i", 6))).isZero();
    assertThat(ten.of(TestEvents.rating("1", "u", "i", 0))).isEqualTo(-1);
    SignalWeights thumbs = weights.withDefaultScale(new ValueScale(0, 1));
    assertThat(thumbs.of(TestEvents.rating("1", "u", "i", 1))).isEqualTo(1);
    assertThat(thumbs.of(TestEvents.rating("1", "u", "i", 0))).isEqualTo(-1);
  }

  @Test
  void anEventsOwnScaleMustAgreeWithADeclaredOneAndALearntOneGivesWay() {
    Event seven = TestEvents.rating("1", "u", "i", 7);
    Event carrying = seven.withContext(SignalWeights.SCALE, "0,10");
    Event learnt = seven.withContext(SignalWeights.LEARNT, "0,10");
    assertThat(weights.objection(seven)).isPresent();
    assertThat(weights.of(carrying)).isCloseTo(0.25, within(1e-12));
    assertThat(weights.of(learnt)).isCloseTo(0.25, within(1e-12));
    SignalWeights hundred = weights.withScales(Map.of("test", new ValueScale(0, 100)));
    assertThat(hundred.of(learnt)).isLessThan(-0.8);
    assertThat(hundred.objection(carrying).orElseThrow().why())
        .isEqualTo("ratingScale is 0 to 10, but source 'test' declares 0 to 100");
  }

  @Test
  void aRatingOutsideItsScaleSaysNothingAndIsObjectedTo() {
    for (double value : new double[] {0, 5.5, 1e308, -1, Double.NaN}) {
      Event rating = TestEvents.rating("1", "u", "i", value);
      assertThat(weights.of(rating)).isZero();
      assertThat(weights.objection(rating).orElseThrow().field()).isEqualTo("value");
    }
    assertThat(weights.objection(TestEvents.event("1", "u", "i", "rate", TestEvents.NOON)))
        .isPresent();
    assertThat(weights.objection(TestEvents.event("1", "u", "i", "like", TestEvents.NOON)))
        .isEmpty();
  }

  @Test
  void aLearntScaleIsTheSmallestUsualOne() {
    assertThat(ValueScale.learnt(0, 1)).hasToString("0 to 1");
    assertThat(ValueScale.learnt(2, 4)).hasToString("1 to 5");
    assertThat(ValueScale.learnt(0.5, 5)).hasToString("0.5 to 5");
    assertThat(ValueScale.learnt(0, 4)).hasToString("0 to 5");
    assertThat(ValueScale.learnt(1, 9)).hasToString("1 to 10");
    assertThat(ValueScale.learnt(0, 9)).hasToString("0 to 10");
    assertThat(ValueScale.learnt(3, 87)).hasToString("0 to 100");
    assertThat(ValueScale.learnt(-5, 5)).hasToString("-5 to 5");
    assertThat(ValueScale.learnt(300, 300)).hasToString("299 to 300");
  }

  @Test
  void aScaleIsTwoNumbers() {
    assertThat(ValueScale.parse("0.5,5")).isEqualTo(new ValueScale(0.5, 5));
    assertThat(ValueScale.parse("0.5,5").format()).isEqualTo("0.5,5");
    for (String wrong : new String[] {"", "5", "5,1", "1,5,10", "a,b", "1,1", "0,Infinity"}) {
      assertThatThrownBy(() -> ValueScale.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("scale of ratings");
    }
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

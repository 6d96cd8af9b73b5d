/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.service.config.ConfigOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalRulesTest {
  private static final CatalogueDescription FILMS =
      new CatalogueDescription(
          "films",
          "Films",
          "genre",
          "films",
          Map.of("rate", new CatalogueDescription.Scale(0, 10)),
          "",
          null);

  private static SignalWeights signals(Map<String, String> settings) {
    return SignalRules.of(FILMS, ConfigOf.settings(settings).events());
  }

  @Test
  void configurationStandsOverTheCatalogueAndThatOverTheStandard() {
    SignalWeights signals =
        signals(
            Map.of(
                "edgewise.events.weights.view", "0.25",
                "edgewise.events.weights.wear", "-0.5",
                "edgewise.events.scales.web", "0.5,5",
                "edgewise.events.scales.\"/shop/eu\"", "1,3"));
    assertThat(signals.weights())
        .containsEntry("view", 0.25)
        .containsEntry("wear", -0.5)
        .containsEntry("like", 1.0);
    assertThat(signals.scales())
        .isEqualTo(
            Map.of(
                "films", new ValueScale(0, 10),
                "web", new ValueScale(0.5, 5),
                "/shop/eu", new ValueScale(1, 3)));
  }

  @Test
  void theOtherSourcesHaveTheConfiguredScaleOrElseTheCatalogues() {
    assertThat(signals(Map.of()).defaultScale()).isEqualTo(new ValueScale(0, 10));
    SignalWeights configured = signals(Map.of("edgewise.events.scale", "1,5"));
    assertThat(configured.defaultScale()).isEqualTo(new ValueScale(1, 5));
    assertThat(configured.scales()).isEmpty();
    assertThatThrownBy(() -> signals(Map.of("edgewise.events.scale", "5,1")))
        .hasMessageContaining("edgewise.events.scale");
  }

  @Test
  void withoutSettingsTheStandardHolds() {
    assertThat(signals(Map.of()).weights()).isEqualTo(SignalWeights.standard().weights());
    assertThat(signals(Map.of()).scales()).containsOnlyKeys("films");
  }

  @Test
  void badValuesStopTheStartAndAreNamed() {
    assertThatThrownBy(() -> signals(Map.of("edgewise.events.weights.view", "much")))
        .hasMessageContaining("edgewise.events.weights.view");
    for (String scale : new String[] {"5,1", "1", "1,x", "", "0,Infinity"}) {
      assertThatThrownBy(() -> signals(Map.of("edgewise.events.scales.web", scale)))
          .as(scale)
          .hasMessageContaining("edgewise.events.scales.web");
    }
  }
}

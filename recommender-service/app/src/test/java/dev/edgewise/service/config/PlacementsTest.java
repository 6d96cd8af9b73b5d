/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import static dev.edgewise.recommend.Placement.Start.HISTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.recommend.Placement;
import dev.edgewise.recommend.Placement.Start;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementsTest {
  private static Map<String, Placement> with(Map<String, String> settings) {
    Map<String, String> full =
        settings.entrySet().stream()
            .collect(
                Collectors.toMap(
                    setting -> "edgewise.recommend.placements." + setting.getKey(),
                    Map.Entry::getValue));
    return Placements.of(ConfigOf.settings(full).recommend().placements());
  }

  @Test
  void theStandardOnesAreThoseThatTheDocumentationSays() {
    assertThat(with(Map.of()).keySet())
        .containsExactly("for-you", "trending", "new", "because-you-liked", "similar", "cart");
    assertThat(with(Map.of()).values()).containsExactlyElementsOf(Placement.STANDARD);
  }

  @Test
  void configurationChangesThemAndAddsOthers() {
    Map<String, Placement> all =
        with(
            Map.of(
                "\"for-you\".personal", "0.7",
                "mail.personal", "0.8",
                "mail.limit", "5",
                "\"next-up\".sources", "next-recent,ease-recent",
                "\"next-up\".personal", "0",
                "latest.sources", "new"));
    assertThat(all.values())
        .contains(
            new Placement("for-you", 0.7, List.of(), HISTORY, 10),
            new Placement("mail", 0.8, List.of(), HISTORY, 5),
            new Placement("next-up", 0, List.of("next-recent", "ease-recent"), HISTORY, 10),
            new Placement("latest", 0.5, List.of("new"), HISTORY, 10))
        .contains(Placement.TRENDING, Placement.NEW, Placement.BECAUSE_YOU_LIKED)
        .contains(Placement.SIMILAR, Placement.CART)
        .hasSize(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "personal | 1.1     | personal from 0 to 1",
        "personal | NaN     | personal from 0 to 1",
        "limit    | 0       | a limit from 1",
        "sources  | post    | no source post; there are [trending, ",
        "sources  | ease,new| new must be the only source",
        "sources  | similar | similar is the source of the placements that start from items"
      })
  void aWrongOneIsNamed(String setting, String value, String why) {
    assertThatThrownBy(() -> with(Map.of("mail." + setting, value)))
        .isInstanceOf(BadConfigException.class)
        .hasMessageStartingWith("edgewise.recommend.placements.mail: ")
        .hasMessageContaining(why);
  }

  @Test
  void aPlacementThatStartsFromItemsHasOneSource() {
    assertThatThrownBy(() -> with(Map.of("similar.sources", "ease")))
        .isInstanceOf(BadConfigException.class)
        .hasMessageContaining("similar starts from items, so its only source is similar");
    assertThat(with(Map.of("cart.limit", "4")).get("cart"))
        .isEqualTo(new Placement("cart", 0.25, List.of("similar"), Start.ITEMS, 4));
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlePhraseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Jumbo bag strawberry; Jumbo bag apples; Jumbo bag",
        "Love hot water bottle; Hot water bottle keep calm; Hot water bottle",
        "Toy Story; Toy Story 3; Toy Story",
        "The Godfather; The Godfather: Part III; The Godfather",
        "Saw; Saw III; Saw",
        "Saw IV; Saw; Saw",
        "Alien 3; Alien; Alien",
        "X-Men: Part 1; X-Men 2: The Return; X-Men",
        "쏘우; 쏘우 3; 쏘우",
      })
  void titlesOfOneFamilyHaveAName(String one, String other, String name) {
    assertThat(TitlePhrase.of(one, other)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "The World Is Not Enough; The World's End",
        "Set of 3 wooden hearts; Set of 3 owls",
        "Lord of the Flies; The Lord of the Rings",
        "Up; Up in the Air",
        "Saw; Saw",
        "Saw; Sawyer 2",
        "Set of 3; Set of 6",
        "300; 300",
        "The Wandering Founder; The Wandering House, Book 4",
        "Wooden cabinet white finish; Wooden frame white finish",
        "겨울의 왕국; 여름의 왕국",
      })
  void smallWordsNameNothing(String one, String other) {
    assertThat(TitlePhrase.of(one, other)).isEmpty();
  }
}

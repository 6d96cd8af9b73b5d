/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static final String SHORT = "A dark thriller. A teacher goes missing. Nobody asks.";

  @Test
  void theSentenceWithMostOfTheWantedWordsIsTheBest() {
    assertThat(Sentences.best(SHORT, Set.of("teacher", "missing")))
        .isEqualTo("A teacher goes missing.");
    assertThat(Sentences.best(SHORT, Set.of())).isEqualTo("A dark thriller.");
  }

  /** A reader rated "A dark thriller book set in Lisbon." low: the story stood in the next one. */
  @Test
  void shortSentencesAreToldTogether() {
    assertThat(Sentences.told(SHORT, Set.of()))
        .isEqualTo("A dark thriller. A teacher goes missing.");
    String longOne = "It goes on and on".repeat(8) + ".";
    assertThat(Sentences.told("Short. " + longOne, Set.of())).isEqualTo("Short.");
    assertThat(Sentences.told("Only one.", Set.of())).isEqualTo("Only one.");
    assertThat(Sentences.told("", Set.of())).isEmpty();
  }
}

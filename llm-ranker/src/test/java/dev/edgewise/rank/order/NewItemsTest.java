/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewItemsTest {
  /** Small letters are old items, capitals new ones. */
  private static String placed(double share, String ranked) {
    List<Ranking.Entry> entries =
        ranked
            .chars()
            .mapToObj(c -> new Candidate(Character.toString(c), "T", List.of(), 1))
            .map(c -> new Ranking.Entry(c, 1, 0.5, Ranking.RankedBy.MODEL))
            .toList();
    NewItems items = new NewItems(share, id -> Character.isUpperCase(id.charAt(0)));
    return String.join("", items.placed(entries).stream().map(e -> e.candidate().id()).toList());
  }

  @Test
  void theBestNewItemFromBelowTakesTheLastPlaceOfABlock() {
    assertThat(placed(0.25, "abcdeXfY")).isEqualTo("abcXdefY");
    assertThat(placed(0.25, "abcdefghXY")).isEqualTo("abcXdefYgh");
  }

  @Test
  void aBlockWithANewItemStaysAsItIs() {
    assertThat(placed(0.25, "aXbcdefYgZ")).isEqualTo("aXbcdefYgZ");
  }

  @Test
  void withoutNewItemsOrWithoutAShareNothingChanges() {
    assertThat(placed(0.25, "abcdefgh")).isEqualTo("abcdefgh");
    assertThat(placed(0, "abcdefghX")).isEqualTo("abcdefghX");
    assertThat(placed(0.25, "abX")).isEqualTo("abX");
  }

  @Test
  void aShareIsAtMostHalf() {
    assertThatThrownBy(() -> new NewItems(0.6, id -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.6");
  }
}

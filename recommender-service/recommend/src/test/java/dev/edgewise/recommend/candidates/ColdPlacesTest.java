/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.ScoredItem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColdPlacesTest {
  /** Items 1, 2 and so on, best first. */
  private static List<ScoredItem> ranked(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new ScoredItem(i, 1.0 / i)).toList();
  }

  private static List<Integer> items(List<ScoredItem> scored) {
    return scored.stream().map(ScoredItem::item).toList();
  }

  @Test
  void everyFifthPlaceFromTheFifteenthOnIsForAColdItem() {
    List<ScoredItem> filled = ColdPlaces.filled(ranked(30), new int[] {101, 28, 102, 103, 104});
    assertThat(filled).hasSize(30).doesNotHaveDuplicates();
    assertThat(items(filled).subList(0, 14)).isEqualTo(items(ranked(14)));
    assertThat(items(filled).get(14)).isEqualTo(101);
    assertThat(items(filled).get(19)).isEqualTo(28);
    assertThat(items(filled).get(24)).isEqualTo(102);
    assertThat(items(filled).get(29)).isEqualTo(103);
    assertThat(items(filled)).containsOnlyOnce(28).doesNotContain(30, 29, 104);
    assertThat(filled)
        .isSortedAccordingTo(Comparator.comparingDouble(ScoredItem::score).reversed());
  }

  @Test
  void whatTheRankerPutsHigherStaysThere() {
    List<ScoredItem> filled = ColdPlaces.filled(ranked(20), new int[] {3, 101});
    assertThat(items(filled).indexOf(3)).isEqualTo(2);
    assertThat(items(filled).indexOf(101)).isEqualTo(14);
  }

  @Test
  void aShortListHasNoSuchPlaces() {
    assertThat(ColdPlaces.filled(ranked(14), new int[] {101})).isEqualTo(ranked(14));
    assertThat(items(ColdPlaces.filled(ranked(15), new int[] {101}))).endsWith(14, 101);
    assertThat(ColdPlaces.filled(ranked(30), new int[0])).isEqualTo(ranked(30));
  }
}

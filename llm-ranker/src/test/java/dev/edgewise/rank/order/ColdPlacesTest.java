/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColdPlacesTest {
  /** Items 1, 2 and so on, best first. */
  private static List<Ranking.Entry> ranked(int count) {
    return Ranking.Entry.inPlace(
        IntStream.rangeClosed(1, count).mapToObj(i -> item(i, 1.0 / i)).toList());
  }

  private static List<Ranking.Entry> cold(int... items) {
    return Ranking.Entry.inPlace(IntStream.of(items).mapToObj(i -> item(i, 3)).toList());
  }

  private static Candidate item(int number, double score) {
    return new Candidate(Integer.toString(number), "T", List.of(), score);
  }

  private static List<Integer> items(List<Ranking.Entry> entries) {
    return entries.stream().map(entry -> Integer.parseInt(entry.candidate().id())).toList();
  }

  @Test
  void everyFifthPlaceFromTheFifteenthOnIsForAColdItem() {
    List<Ranking.Entry> filled = ColdPlaces.filled(ranked(30), cold(101, 28, 102, 103, 104));
    assertThat(items(filled)).hasSize(30).doesNotHaveDuplicates();
    assertThat(items(filled).subList(0, 14)).isEqualTo(items(ranked(14)));
    assertThat(items(filled).get(14)).isEqualTo(101);
    assertThat(items(filled).get(19)).isEqualTo(28);
    assertThat(items(filled).get(24)).isEqualTo(102);
    assertThat(items(filled).get(29)).isEqualTo(103);
    assertThat(items(filled)).containsOnlyOnce(28).doesNotContain(30, 29, 104);
    assertThat(filled)
        .isSortedAccordingTo(Comparator.comparingDouble(Ranking.Entry::score).reversed());
  }

  @Test
  void whatTheRankerPutsHigherStaysThere() {
    List<Integer> filled = items(ColdPlaces.filled(ranked(20), cold(3, 101)));
    assertThat(filled.indexOf(3)).isEqualTo(2);
    assertThat(filled.indexOf(101)).isEqualTo(14);
  }

  @Test
  void aShortListHasNoSuchPlaces() {
    assertThat(ColdPlaces.filled(ranked(14), cold(101))).isEqualTo(ranked(14));
    assertThat(items(ColdPlaces.filled(ranked(15), cold(101)))).endsWith(14, 101);
    assertThat(ColdPlaces.filled(ranked(30), cold())).isEqualTo(ranked(30));
  }

  /** A cold item is unlike the user's other items more often than not, which is no merit. */
  @Test
  void diversityLiftsNoColdItemToTheFirstPlaces() {
    Arrangement arrangement =
        new Arrangement(
            new Fatigue(0.7, Instant::now),
            new Diversity(0.5, id -> List.of(id.length() > 2 ? "other" : "western")),
            new NewItems(0, id -> false));
    List<Ranking.Entry> arranged =
        arrangement.of(ranked(20), cold(101, 102), Profile.empty("user"), null, 10);
    assertThat(items(arranged)).hasSize(20);
    assertThat(items(arranged).indexOf(101)).isEqualTo(14);
    assertThat(items(arranged).indexOf(102)).isEqualTo(19);
  }
}

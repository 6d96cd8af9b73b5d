/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiversityTest {
  private static Ranking.Entry entry(String id, double score, Ranking.RankedBy by) {
    return new Ranking.Entry(new Candidate(id, id, List.of(), 1), 1, score, by);
  }

  private static List<Ranking.Entry> ranked(double... scores) {
    List<Ranking.Entry> entries = new ArrayList<>();
    for (double score : scores) {
      String id = String.valueOf((char) ('a' + entries.size()));
      entries.add(entry(id, score, Ranking.RankedBy.MODEL));
    }
    return entries;
  }

  private static String spread(
      double lambda, List<Ranking.Entry> ranked, Map<String, List<String>> traits) {
    Diversity diversity = new Diversity(lambda, id -> traits.getOrDefault(id, List.of()));
    return String.join(
        "", diversity.spread(ranked, null, 10).stream().map(e -> e.candidate().id()).toList());
  }

  @Test
  void aSimilarItemGivesWayToADifferentOneOfAlmostEqualScore() {
    Map<String, List<String>> traits =
        Map.of(
            "a", List.of("x", "y"), "b", List.of("y", "x"), "c", List.of("z"), "d", List.of("w"));
    // Scaled scores: 1, 0.9, 0.8, 0. b has the traits of a.
    List<Ranking.Entry> ranked = ranked(0.6, 0.55, 0.5, 0.1);
    assertThat(spread(0, ranked, traits)).isEqualTo("abcd");
    assertThat(spread(0.05, ranked, traits)).isEqualTo("abcd");
    assertThat(spread(0.2, ranked, traits)).isEqualTo("acbd");
    assertThat(spread(0.9, ranked, traits)).isEqualTo("acdb");
  }

  @Test
  void similarityIsTheShareOfCommonTraits() {
    // b shares one of three traits with a, c none:
    // 0.8 * 0.5 - 0.2 / 3 > 0.8 * 0.4 > 0.8 * 0.5 - 0.2
    Map<String, List<String>> third = Map.of("a", List.of("x", "y"), "b", List.of("x", "z"));
    Map<String, List<String>> whole = Map.of("a", List.of("x"), "b", List.of("x"));
    List<Ranking.Entry> ranked = ranked(1, 0.5, 0.4, 0);
    assertThat(spread(0.2, ranked, third)).isEqualTo("abcd");
    assertThat(spread(0.2, ranked, whole)).isEqualTo("acbd");
  }

  @Test
  void modelItemsStayBeforeFirstStageItems() {
    List<Ranking.Entry> ranked = new ArrayList<>(ranked(0.2, 0.1));
    ranked.add(entry("c", 0.99, Ranking.RankedBy.RANKER));
    ranked.add(entry("d", 0.98, Ranking.RankedBy.RANKER));
    Map<String, List<String>> traits =
        Map.of("a", List.of("x"), "b", List.of("x"), "c", List.of("x"), "d", List.of("y"));
    assertThat(spread(1, ranked, traits)).isEqualTo("abdc");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void onlyTheFirstItemsAreReorderedDeterministically(long seed) {
    Random random = new Random(seed);
    List<Ranking.Entry> ranked = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      ranked.add(entry("i" + i, random.nextDouble(), Ranking.RankedBy.MODEL));
    }
    ranked.sort(Comparator.comparingDouble(e -> -e.score()));
    Diversity diversity =
        new Diversity(
            0,
            id ->
                List.of(
                    "t" + id.hashCode() % 13, "u" + id.hashCode() % 17, "v" + id.hashCode() % 19));
    assertThat(diversity.spread(ranked, null, 10)).isEqualTo(ranked);
    List<Ranking.Entry> spread = diversity.spread(ranked, 0.7, 10);
    assertThat(spread).isNotEqualTo(ranked).containsExactlyInAnyOrderElementsOf(ranked);
    assertThat(spread.subList(60, 90)).isEqualTo(ranked.subList(60, 90));
    assertThat(spread.get(0)).isEqualTo(ranked.get(0));
    assertThat(diversity.spread(ranked, 0.7, 10)).isEqualTo(spread);
    assertThat(diversity.spread(ranked, 0.7, 30).subList(60, 90))
        .isNotEqualTo(ranked.subList(60, 90));
  }

  @Test
  void lambdaIsFromZeroToOne() {
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new Diversity(bad, id -> List.of()))
          .hasMessageContaining("from 0 to 1");
    }
  }
}

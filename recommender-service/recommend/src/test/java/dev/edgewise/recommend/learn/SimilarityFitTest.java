/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.ItemComparison;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.SimilarityWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Made-up catalogues of forty items in ten groups; what users choose last is of the group of what
 * they chose before.
 */
class SimilarityFitTest {
  private static final int ITEMS = 40;
  private static final int GROUPS = 10;
  private static final long DAY = 86_400;

  private final Random random = new Random(4);

  /** Items with a word in common: those of a group, or other ones. */
  private static ItemContent content(boolean words) {
    ItemContent content = new ItemContent();
    for (int item = 0; item < ITEMS; item++) {
      int group = words ? item % GROUPS : item * GROUPS / ITEMS;
      content.put(item, List.of("Kind"), List.of("group" + group), Double.NaN);
    }
    return content;
  }

  /**
   * Users who choose three items, the last one in the last week and of the group of the second.
   *
   * @param together whether the first is of this group, too
   */
  private Interactions users(int count, boolean together) {
    Interactions.Builder all = new Interactions.Builder();
    for (int user = 0; user < count; user++) {
      List<Integer> group = new ArrayList<>();
      for (int item = user % GROUPS; item < ITEMS; item += GROUPS) {
        group.add(item);
      }
      Collections.shuffle(group, random);
      int other = (user % GROUPS + 1 + random.nextInt(GROUPS - 1)) % GROUPS;
      all.add(together ? group.get(0) : other, DAY * (1 + user % 40), 1, 1);
      all.add(group.get(1), DAY * (41 + user % 10), 1, 1);
      all.add(group.get(2), DAY * 60, 1, 1);
      all.endUser();
    }
    return all.build(ITEMS);
  }

  private static Optional<SimilarityFit> fit(Interactions all, ItemContent content) {
    return SimilarityFit.of(
        LabelWindows.of(all, content, Set.of(), null, doing -> {}), any -> true);
  }

  /** What common users count for an item of another kind, relative to an item of the kind. */
  private static double behaviour(SimilarityWeights weights) {
    ItemComparison chosen = new ItemComparison(1, 1, 1, 1, 10, 0, 0);
    ItemComparison alike = new ItemComparison(0, 0, 0, 0, 0, 0, 1);
    return weights.similarity(chosen) / weights.similarity(alike);
  }

  @Test
  void weightsFollowWhatTellsInTheCatalogue() {
    SimilarityWeights behaviour = fit(users(400, true), content(false)).orElseThrow().best();
    SimilarityWeights words = fit(users(400, false), content(true)).orElseThrow().best();
    assertThat(behaviour(behaviour)).isGreaterThan(1.2 * behaviour(words));
  }

  @Test
  void theChosenWeightsAreNoWorseThanTheStandardAndKeepTheKind() {
    SimilarityFit fit = fit(users(400, true), content(true)).orElseThrow();
    SimilarityFit.Figures best = fit.figures(fit.best());
    assertThat(best.ndcg())
        .isGreaterThanOrEqualTo(fit.figures(SimilarityWeights.STANDARD).ndcg())
        .isBetween(0.5, 1.0);
    assertThat(best.kind()).isBetween(0.85, 1.0);
  }

  @Test
  void nothingIsFittedToFewUsers() {
    assertThat(fit(users(30, true), content(true))).isEmpty();
  }
}

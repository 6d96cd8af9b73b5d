/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.rank.feature.Features;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.rank.feature.UserHistory;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Thirty westerns and thirty space films; each has six users, and later items are more popular. */
class ValidationTest {
  private static final int ITEMS = 60;
  private static final Offset<Double> CLOSE = within(1e-9);

  /** The discount of the second place. */
  private static final double SECOND = Math.log(2) / Math.log(3);

  private static final ItemRanker LAST_FIRST = each((features, item) -> item);
  private static final ItemRanker FIRST_FIRST = each((features, item) -> -item);
  private static final ItemRanker BY_FIT = each(Features::fit);
  private static final ItemRanker AGAINST_FIT = each((features, item) -> -features.fit(item));

  private static ItemRanker each(ToDoubleBiFunction<Features, Integer> score) {
    return (features, items, dial) ->
        IntStream.of(items).mapToDouble(item -> score.applyAsDouble(features, item)).toArray();
  }

  private final RankingContext context = context(6);

  private static RankingContext context(int users) {
    ItemContent content = new ItemContent();
    Interactions.Builder all = new Interactions.Builder();
    for (int item = 0; item < ITEMS; item++) {
      content.put(item, List.of(item < ITEMS / 2 ? "West" : "Space"), List.of(), Double.NaN);
    }
    for (int user = 0; user < users; user++) {
      for (int item = 0; item < ITEMS; item++) {
        all.add(item, 1000L * item, 1, 1);
      }
      all.endUser();
    }
    return LabelWindows.context(all.build(ITEMS), content, Set.of(), 1000L * ITEMS);
  }

  private Labelled user(Set<Integer> targets, int... met) {
    Interactions.Builder one = new Interactions.Builder();
    for (int item : met) {
      one.add(item, 1, 1, 1);
    }
    one.endUser();
    return new Labelled(context, one.build(ITEMS).history(0), targets);
  }

  private static Validation of(Labelled... users) {
    return new Validation(List.of(users), any -> true);
  }

  @Test
  void earlyHitsCountMoreAndTheMeanIsOverUsers() {
    assertThat(of(user(Set.of(59))).ndcg(LAST_FIRST, 0)).isCloseTo(1, CLOSE);
    assertThat(of(user(Set.of(58))).ndcg(LAST_FIRST, 0)).isCloseTo(SECOND, CLOSE);
    assertThat(of(user(Set.of(20))).ndcg(LAST_FIRST, 0)).isZero();
    assertThat(of(user(Set.of(59, 20))).ndcg(LAST_FIRST, 0)).isCloseTo(1 / (1 + SECOND), CLOSE);
    assertThat(of(user(Set.of(59)), user(Set.of(20))).ndcg(LAST_FIRST, 0)).isCloseTo(0.5, CLOSE);
  }

  @Test
  void whatTheUserMetOrMayNotSeeTakesNoPlace() {
    assertThat(of(user(Set.of(58), 59)).ndcg(LAST_FIRST, 0)).isCloseTo(1, CLOSE);
    Validation odd = new Validation(List.of(user(Set.of(57))), item -> item < 58);
    assertThat(odd.ndcg(LAST_FIRST, 0)).isCloseTo(1, CLOSE);
    assertThat(odd.open(UserHistory.NOTHING).test(58)).isFalse();
  }

  @Test
  void aSourceIsMeasuredLikeARanker() {
    assertThat(of(user(Set.of(59), 0)).ndcg(Source.TRENDING)).isCloseTo(1, CLOSE);
    assertThat(of(user(Set.of(58), 0)).ndcg(Source.TRENDING)).isCloseTo(SECOND, CLOSE);
    assertThat(of(user(Set.of(59))).ndcg(Source.EASE)).isZero();
  }

  @Test
  void equalListsAreWhollyShared() {
    Validation validation = of(user(Set.of(1), 3), user(Set.of(1), 4), user(Set.of(1), 5));
    assertThat(validation.shared(LAST_FIRST)).isEqualTo(10);
    Validation two = of(user(Set.of(1), 3), user(Set.of(1), 40));
    assertThat(two.shared(BY_FIT)).isZero();
    assertThat(of(user(Set.of(1), 3)).shared(LAST_FIRST)).isZero();
  }

  /** Found in the shop: one product in nearly all lists while two lists shared little. */
  @Test
  void anItemInManyListsIsSeenWhateverTwoListsShare() {
    Validation validation = of(user(Set.of(1)), user(Set.of(1)), user(Set.of(1)), user(Set.of(1)));
    List<List<Integer>> lists = List.of(List.of(1, 2), List.of(3, 1), List.of(1, 4), List.of(5, 6));
    assertThat(validation.everywhere(lists)).isCloseTo(0.75, CLOSE);
    assertThat(validation.everywhere(List.of())).isZero();
  }

  @Test
  void onlyUsersOfOneTimeAreCompared() {
    ItemContent content = context.content();
    Interactions none = new Interactions.Builder().build(ITEMS);
    RankingContext later = LabelWindows.context(none, content, Set.of(), 2000L * ITEMS);
    Labelled other = user(Set.of(1), 4);
    Labelled otherTime = new Labelled(later, other.history(), other.targets());
    assertThat(of(user(Set.of(1), 3), otherTime).shared(LAST_FIRST)).isZero();
    Validation validation = of(user(Set.of(1), 3), other, otherTime);
    assertThat(validation.shared(LAST_FIRST)).isEqualTo(10);
    // an item that is in all lists of each time is everywhere, whatever comes later
    List<List<Integer>> lists = List.of(List.of(1, 2), List.of(1, 3), List.of(4));
    assertThat(validation.everywhere(lists)).isOne();
  }

  @Test
  void personasAreMetByListsOfTheirTasteOnly() {
    assertThat(of(user(Set.of(1))).personas(BY_FIT)).isOne();
    assertThat(of(user(Set.of(1))).personas(AGAINST_FIT)).isZero();
    // always westerns, or always space films
    assertThat(of(user(Set.of(1))).personas(FIRST_FIRST)).isEqualTo(0.5);
    assertThat(of(user(Set.of(1))).personas(LAST_FIRST)).isEqualTo(0.5);
  }

  @Test
  void withoutKnownItemsThereAreNoPersonas() {
    Labelled user = new Labelled(context(4), UserHistory.NOTHING, Set.of(1));
    assertThat(of(user).personas(AGAINST_FIT)).isOne();
  }
}

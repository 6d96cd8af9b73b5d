/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.CandidatePool;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.Features;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.UserHistory;
import dev.edgewise.rank.feature.UserScores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users of two tastes: one for the first seven items, one for the others. */
class RankerFitTest {
  private static final int EACH = 7;
  private static final int ITEMS = 2 * EACH;

  /** The first items of each taste are known; users mostly choose one of the others last. */
  private static final int KNOWN = 5;

  private static final long DAY = 86_400;
  private static final long START = 1_700_000_000;

  private final Random random = new Random(8);
  private final ItemContent content = new ItemContent();

  @AfterEach
  void isNotInterrupted() {
    Thread.interrupted();
  }

  /** Users who choose three known items of their taste, and then mostly one that is not. */
  private Interactions tastes(int users) {
    Interactions.Builder all = new Interactions.Builder();
    for (int user = 0; user < users; user++) {
      int first = user % 2 == 0 ? 0 : EACH;
      List<Integer> known = shuffled(first, first + KNOWN);
      List<Integer> others = shuffled(first + KNOWN, first + EACH);
      choose(all, known.subList(0, 3), random.nextInt(4) == 0 ? known.get(3) : others.getFirst());
    }
    return all.build(ITEMS);
  }

  /** Users who choose any items. */
  private Interactions moods(int users) {
    Interactions.Builder all = new Interactions.Builder();
    for (int user = 0; user < users; user++) {
      List<Integer> items = shuffled(0, ITEMS);
      choose(all, items.subList(0, 3), items.get(3));
    }
    return all.build(ITEMS);
  }

  private List<Integer> shuffled(int from, int to) {
    List<Integer> items = new ArrayList<>(IntStream.range(from, to).boxed().toList());
    Collections.shuffle(items, random);
    return items;
  }

  /** Adds a user who chooses these items in the course of two months. */
  private void choose(Interactions.Builder all, List<Integer> items, int last) {
    for (int item = 0; item < ITEMS; item++) {
      content.put(item, List.of(item < EACH ? "West" : "Space"), List.of(), Double.NaN);
    }
    long time = START + random.nextInt(40) * DAY;
    for (int item : items) {
      all.add(item, time, 1, 1);
      time += random.nextInt((int) (5 * DAY));
    }
    all.add(last, time, 1, 1);
    all.endUser();
  }

  private Optional<FittedRanker> fit(Interactions all, Consumer<String> progress) {
    return RankerFit.fitToLastChoices(all, content, any -> true, Set.of(), null, progress);
  }

  private List<Integer> list(FittedRanker fitted, Interactions all, int... liked) {
    RankingContext context =
        LabelWindows.context(all.withoutLast(1), content, Set.of(), all.latest())
            .with(fitted.recency());
    Interactions.Builder one = new Interactions.Builder();
    for (int item : liked) {
      one.add(item, all.latest(), 1, 1);
    }
    one.endUser();
    UserHistory user = one.build(ITEMS).history(0);
    UserScores scores = UserScores.of(context, user);
    int[] pool =
        CandidatePool.of(
            scores, item -> IntStream.of(liked).noneMatch(i -> i == item), CandidatePool.EACH);
    Features features = new Features(scores, pool);
    return IntStream.of(pool)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                item -> -fitted.ranker().score(features, item, LearnedRanker.DEFAULT)))
        .toList();
  }

  /** No source knows that the items that few know come next; the networks can learn it. */
  @Test
  void theFittedListFollowsTheTaste() {
    Interactions all = tastes(320);
    FittedRanker fitted = fit(all, doing -> {}).orElseThrow();
    assertThat(fitted.ranker()).isInstanceOf(LearnedRanker.class);
    assertThat(fitted.figures().get("learned, popular end"))
        .isGreaterThan(fitted.figures().get("best source"))
        .isGreaterThan(fitted.figures().get("evidence"));
    assertThat(list(fitted, all, 1, 2)).hasSize(12);
    assertThat(list(fitted, all, 1, 2).subList(0, 5)).allMatch(item -> item < EACH);
    assertThat(list(fitted, all, 1, 2).subList(0, 2)).containsExactlyInAnyOrder(5, 6);
    assertThat(list(fitted, all, 8, 9).subList(0, 5)).allMatch(item -> item >= EACH);
    assertThat(list(fitted, all, 8, 9).subList(0, 2)).containsExactlyInAnyOrder(12, 13);
    assertThat(fitted.figures())
        .containsKeys("ease", "recent items", "learned, default", "place of the default")
        .allSatisfy((name, value) -> assertThat(value).as(name).isFinite().isNotNegative());
  }

  @Test
  void aPreviewIsAlsoFittedToTheTaste() {
    Interactions all = tastes(1500);
    FittedRanker fitted = RankerFit.preview(all, content, any -> true, doing -> {}).orElseThrow();
    assertThat(fitted.ranker())
        .isInstanceOfSatisfying(
            LearnedRanker.class, ranker -> assertThat(ranker.plain().networks()).hasSize(1));
    assertThat(list(fitted, all, 1, 2).subList(0, 5)).allMatch(item -> item < EACH);
    assertThat(list(fitted, all, 8, 9).subList(0, 5)).allMatch(item -> item >= EACH);
  }

  /** Whatever the users chose before says nothing of what they choose next. */
  @Test
  void aRankerThatIsWorseThanTheSourcesIsNotUsed() {
    random.setSeed(4); // with few users a ranker may do better by chance; not with these
    FittedRanker fitted = fit(moods(320), doing -> {}).orElseThrow();
    assertThat(fitted.figures().get("learned, popular end"))
        .isLessThanOrEqualTo(
            Math.max(fitted.figures().get("best source"), fitted.figures().get("evidence")));
    assertThat(fitted.ranker()).isInstanceOf(EvidenceRanker.class);
    assertThat(fitted.figures()).doesNotContainKey("place of the default");
  }

  @Test
  void tooFewUsersGiveNothing() {
    assertThat(fit(tastes(39), doing -> {})).isEmpty();
    assertThat(RankerFit.fit(tastes(0), content, any -> true, Set.of(), null, doing -> {}))
        .isEmpty();
  }

  @Test
  void fewUsersAreEnoughToWeightTheSources() {
    FittedRanker fitted = fit(tastes(200), doing -> {}).orElseThrow();
    assertThat(fitted.ranker())
        .isInstanceOf(EvidenceRanker.class)
        .isNotEqualTo(EvidenceRanker.STANDARD);
    assertThat(fitted.figures()).doesNotContainKey("learned, popular end");
  }

  @Test
  void anInterruptedFitStops() {
    Interactions all = tastes(320);
    for (String moment :
        List.of("learning", "choosing how much", "weighting", "computing", "training")) {
      assertThatExceptionOfType(WorkCancelledException.class)
          .as(moment)
          .isThrownBy(() ->
              fit(
                  all,
                  doing -> {
                    if (doing.startsWith(moment)) {
                      Thread.currentThread().interrupt();
                    }
                  }));
      assertThat(Thread.interrupted()).as(moment).isTrue();
    }
  }

  @Test
  void theWindowsLearnOnlyFromWhatWasBefore() {
    Interactions all = tastes(450);
    List<Labelled> users = LabelWindows.of(all, content, Set.of(), null, doing -> {});
    assertThat(users).hasSizeGreaterThanOrEqualTo(200);
    for (Labelled user : users) {
      assertThat(user.targets()).isNotEmpty();
      assertThat(user.history().interest()).contains(1);
      for (int item : user.history().items()) {
        assertThat(user.targets()).doesNotContain(item);
      }
      for (long time : user.history().times()) {
        assertThat(time).isLessThan(user.context().activity().now());
      }
      assertThat(user.context().activity().now()).isLessThanOrEqualTo(all.latest() - 6 * DAY);
    }
  }
}

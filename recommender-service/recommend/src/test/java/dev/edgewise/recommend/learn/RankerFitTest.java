/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users of two tastes: one for the items below ten, one for those from ten on. */
class RankerFitTest {
  private static final int EACH = 10;
  private static final int ITEMS = 2 * EACH;
  private static final long DAY = 86_400;
  private static final long START = 1_700_000_000;
  private static final Consumer<String> NOBODY = doing -> {};

  private final Random random = new Random(8);
  private final ItemContent content = new ItemContent();

  @AfterEach
  void isNotInterrupted() {
    Thread.interrupted();
  }

  /** Users who choose five items each, by their taste or any, in the course of two months. */
  private Interactions choices(int users, boolean byTaste) {
    for (int item = 0; item < ITEMS; item++) {
      content.put(item, List.of(item < EACH ? "West" : "Space"), List.of(), Double.NaN);
    }
    Interactions.Builder all = new Interactions.Builder();
    for (int user = 0; user < users; user++) {
      int first = user % 2 == 0 ? 0 : EACH;
      List<Integer> items =
          new ArrayList<>(
              (byTaste ? IntStream.range(first, first + EACH) : IntStream.range(0, ITEMS))
                  .boxed()
                  .toList());
      Collections.shuffle(items, random);
      long time = START + random.nextInt(40) * DAY;
      for (int item : items.subList(0, 5)) {
        all.add(item, time, 1, 1);
        time += random.nextInt((int) (5 * DAY));
      }
      all.endUser();
    }
    return all.build(ITEMS);
  }

  private Optional<FittedRanker> fit(Interactions all, Consumer<String> progress) {
    return RankerFit.fitToLastChoices(all, content, any -> true, progress);
  }

  private List<Integer> list(FittedRanker fitted, Interactions all, int... liked) {
    RankingContext context =
        LabelWindows.context(all, content, all.latest()).with(fitted.recency());
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

  @Test
  void theFittedListFollowsTheTaste() {
    Interactions all = choices(320, true);
    FittedRanker fitted = fit(all, NOBODY).orElseThrow();
    assertThat(list(fitted, all, 1, 2).subList(0, 8)).allMatch(item -> item < EACH);
    assertThat(list(fitted, all, 11, 12).subList(0, 8)).allMatch(item -> item >= EACH);
    assertThat(fitted.figures())
        .containsKeys("best source", "evidence", "ease", "learned, popular end", "recent items")
        .allSatisfy((name, value) -> assertThat(value).as(name).isFinite().isNotNegative());
  }

  /** Whatever the users chose before says nothing of what they choose next. */
  @Test
  void aRankerThatIsWorseThanTheSourcesIsNotUsed() {
    Interactions all = choices(320, false);
    FittedRanker fitted = fit(all, NOBODY).orElseThrow();
    assertThat(fitted.figures().get("learned, popular end"))
        .isLessThanOrEqualTo(
            Math.max(fitted.figures().get("best source"), fitted.figures().get("evidence")));
    assertThat(fitted.ranker()).isInstanceOf(EvidenceRanker.class);
    assertThat(fitted.figures()).doesNotContainKey("place of the default");
  }

  @Test
  void tooFewUsersGiveNothing() {
    assertThat(fit(choices(200, true), NOBODY)).isEmpty();
    assertThat(RankerFit.fit(choices(0, true), content, any -> true, NOBODY)).isEmpty();
  }

  @Test
  void anInterruptedFitStops() {
    Interactions all = choices(320, true);
    for (String moment :
        List.of("learning", "choosing how much", "weighting", "computing", "training")) {
      assertThatExceptionOfType(LearningCancelledException.class)
          .as(moment)
          .isThrownBy(
              () ->
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
    Interactions all = choices(320, true);
    List<Labelled> users = LabelWindows.of(all, content, NOBODY);
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

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.rank.feature.UserHistory;
import dev.edgewise.rank.feature.UserScores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceLearningTest {
  private static final int ITEMS = 30;
  private static final long START = 1_700_000_000;
  private static final Duration TIME = Duration.ofMinutes(1);

  private final Random random = new Random(2);
  private final ItemContent content = new ItemContent();
  private final List<String> told = new ArrayList<>();

  /** Users who choose eight items; in order, each is followed by the one three further on. */
  private Interactions users(int users, boolean inOrder) {
    Interactions.Builder all = new Interactions.Builder();
    for (int user = 0; user < users; user++) {
      int item = random.nextInt(ITEMS);
      long time = START + random.nextInt(1000);
      for (int i = 0; i < 8; i++) {
        all.add(item, time + 10L * i, 1, 1);
        item = inOrder ? (item + 3) % ITEMS : random.nextInt(ITEMS);
      }
      all.endUser();
    }
    return all.build(ITEMS);
  }

  private FittedRanker fit(Interactions all) {
    try (SequenceLearning learning =
        new SequenceLearning(all, item -> "item" + item, TIME, null, told::add)) {
      return RankerFit.fitToLastChoices(all, content, any -> true, Set.of(), learning, told::add)
          .orElseThrow();
    }
  }

  @Test
  void theModelFindsWhatComesNext() {
    Interactions all = users(900, true);
    try (SequenceLearning learning =
        new SequenceLearning(all, item -> "item" + item, TIME, null, told::add)) {
      List<Labelled> users = LabelWindows.lastChoices(all, content, Set.of(), learning, told::add);
      Validation validation = new Validation(users, any -> true);
      assertThat(validation.ndcg(Source.SEQUENCE))
          .isGreaterThan(0.9)
          .isGreaterThan(validation.ndcg(Source.POPULARITY) + 0.5);
    }
    assertThat(told).anyMatch(one -> one.startsWith("training the sequential model, epoch 1:"));
  }

  @Test
  void aRankerIsBetterOnlyIfThatIsMoreThanChance() {
    double[] those = new double[400];
    double[] slightly = new double[400];
    double[] clearly = new double[400];
    for (int i = 0; i < 400; i++) {
      those[i] = random.nextDouble();
      slightly[i] = those[i] + (i % 2 == 0 ? 0.2 : -0.199);
      clearly[i] = those[i] + (i % 2 == 0 ? 0.2 : -0.1);
    }
    assertThat(RankerFit.isBetter(slightly, those)).isFalse();
    assertThat(RankerFit.isBetter(clearly, those)).isTrue();
    assertThat(RankerFit.isBetter(those, clearly)).isFalse();
    assertThat(RankerFit.isBetter(those, those)).isFalse();
  }

  @Test
  void theModelIsNotUsedWhereNothingTellsWhatComesNext() {
    FittedRanker fitted = fit(users(900, false));
    assertThat(fitted.triedSequence()).isTrue();
    assertThat(fitted.sequence()).isNull();
    assertThat(fitted.figures()).doesNotContainKey(Source.SEQUENCE.label());
  }

  @Test
  void itemsThatWereNotChosenBeforeAreNotFound() {
    Interactions all = users(100, true);
    Interactions.Builder some = new Interactions.Builder();
    for (int user = 0; user < all.users(); user++) {
      for (int i = all.start(user); i < all.start(user + 1); i++) {
        if (all.item(i) != 7) {
          some.add(all.item(i), all.second(i), 1, 1);
        }
      }
      some.endUser();
    }
    try (SequenceLearning learning =
        new SequenceLearning(all, item -> "item" + item, Duration.ofSeconds(2), null, told::add)) {
      Interactions before = some.build(ITEMS);
      RankingContext context =
          LabelWindows.context(before, content, Set.of(), START).with(learning.after(before));
      UserScores scores = UserScores.of(context, UserHistory.of(3, START));
      assertThat(scores.of(Source.SEQUENCE, 7)).isZero();
      assertThat(scores.of(Source.SEQUENCE, 6)).isPositive();
      assertThat(UserScores.of(context, UserHistory.of(7, START)).all(Source.SEQUENCE))
          .containsOnly(0);
    }
  }

  @Test
  void aLaterLearningStartsFromTheEarlierModel() {
    Interactions all = users(600, true);
    NamedSequenceModel first;
    try (SequenceLearning learning =
        new SequenceLearning(all, item -> "item" + item, TIME, null, told::add)) {
      learning.after(all);
      first = learning.named();
    }
    String cold = told.getFirst();
    told.clear();
    try (SequenceLearning learning =
        new SequenceLearning(all, item -> "item" + item, TIME, first, told::add)) {
      learning.after(all);
    }
    assertThat(loss(told.getFirst())).isLessThan(0.7 * loss(cold));
  }

  private static double loss(String said) {
    return Double.parseDouble(said.replaceAll(".*loss ([0-9.]+),.*", "$1"));
  }
}

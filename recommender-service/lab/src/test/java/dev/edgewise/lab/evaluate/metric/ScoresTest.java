/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.UserSlices;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainingCounts;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final Catalogue CATALOGUE =
      Samples.catalogue(
          Samples.item("a", "A", "Drama"),
          Samples.item("b", "B", "Drama"),
          Samples.item("c", "C", "War"),
          Samples.item("d", "D", "War"));
  private static final List<Event> TRAINING =
      List.of(
          Samples.like("u", "a", 0),
          Samples.like("v", "a", 1),
          Samples.like("u", "b", 2),
          Samples.like("w", "c", 3));

  private final TrainingCounts counts = new TrainingCounts(TRAINING, List.of("a", "b", "c", "d"));

  @Test
  void popularityOfItems() {
    assertThat(counts.mostPopular()).containsExactly("a", "b", "c", "d");
    assertThat(counts.percentile("a")).isEqualTo(3.5 / 4);
    assertThat(counts.percentile("b")).isEqualTo(counts.percentile("c")).isEqualTo(0.5);
    assertThat(counts.percentile("d")).isEqualTo(0.5 / 4);
    assertThat(counts.surprise("a")).isEqualTo(1);
    assertThat(counts.surprise("d")).isEqualTo(counts.surprise("c")).isEqualTo(2);
  }

  @Test
  void diversityIsOneLessTheSimilarityOfPairs() {
    ListDiversity diversity = new ListDiversity(CATALOGUE);
    // all films are from the 2010s: a and b share both traits, a and c share one of three
    assertThat(diversity.of(List.of("a", "b"))).isZero();
    assertThat(diversity.of(List.of("a", "c"))).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(diversity.of(List.of("a", "b", "c"))).isCloseTo(4.0 / 9, within(1e-12));
    assertThat(diversity.of(List.of("a"))).isNaN();
  }

  @Test
  void meansLeaveOutWhatHasNoMeaning() {
    List<TestUser> testUsers =
        List.of(one("u", Set.of("c"), 2, 0.5), one("x", Set.of("d"), 0, Double.NaN));
    Scores scores =
        new Scores(
            testUsers, List.of(List.of("c", "d"), List.of()), counts, new ListDiversity(CATALOGUE));
    Map<String, Double> means = scores.means(new int[] {0, 1});
    assertThat(means.get("hr@10")).isEqualTo(0.5);
    assertThat(means.get("novelty@10")).isEqualTo(2);
    assertThat(means.get("popularity-bias@10")).isCloseTo((0.5 + 0.125) / 2 - 0.5, within(1e-12));
    assertThat(scores.means(new int[] {1})).doesNotContainKey("diversity@10");
    assertThat(scores.means(new int[0])).isEmpty();
    assertThat(scores.coverage(new int[] {0, 1}, 4)).isEqualTo(0.5);
    assertThat(scores.found(new int[] {0, 1}, 1)).isEqualTo(1);
  }

  @Test
  void slicesAreByWhatWasLearntOfAUser() {
    List<TestUser> testUsers =
        List.of(
            one("a", Set.of("c"), 0, Double.NaN),
            one("b", Set.of("c"), 4, 0.5),
            one("c", Set.of("c"), 5, 0.5),
            one("d", Set.of("d"), 20, 0.5));
    List<String> list = List.of("c");
    UserSlices slices = new UserSlices(testUsers);
    assertThat(slices.known()).containsExactly(1, 2, 3);
    assertThat(slices.newUsers()).isEqualTo(1);
    Map<String, Evaluation.Slice> of =
        slices.of(
            new Scores(
                testUsers, List.of(list, list, list, list), counts, new ListDiversity(CATALOGUE)));
    assertThat(of.keySet()).containsExactly("new", "1-4", "5-19", "20+", "new-items");
    assertThat(of.values()).extracting(Evaluation.Slice::users).containsOnly(1);
    assertThat(of.get("20+")).isNotNull().extracting(s -> s.metrics().get("hr@1")).isEqualTo(0.0);
  }

  /** Item d has no training events. */
  private static TestUser one(String user, Set<String> targets, int learnt, double taste) {
    Set<String> fresh = targets.contains("d") ? Set.of("d") : Set.of();
    return new TestUser(Profile.empty(user), id -> true, targets, fresh, learnt, taste);
  }
}

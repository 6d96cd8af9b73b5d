/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.UserSlices;
import dev.edgewise.lab.evaluate.split.MatchedTarget;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainingCounts;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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

  private final TrainingCounts counts =
      new TrainingCounts(
          TRAINING, List.of("a", "b", "c", "d"), Samples.START.plus(Duration.ofDays(3)));
  private final MetricInputs inputs =
      new MetricInputs(
          counts,
          new ListDiversity(CATALOGUE),
          new Calibration(CATALOGUE),
          Map.of("u", new MatchedTarget("c", Set.of("b", "d"))));

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
  void classesOfItemsHoldAThirdOfTheEventsEach() {
    List<String> items = List.of("a", "b", "c", "d", "e");
    List<Event> events = new ArrayList<>();
    Map<String, Integer> numbers = Map.of("a", 5, "b", 3, "c", 3, "d", 2);
    numbers.forEach((item, number) -> {
      for (int i = 0; i < number; i++) {
        events.add(Samples.like("u" + i, item, i));
      }
    });
    Map<String, List<String>> classes = new LinkedHashMap<>();
    new TrainingCounts(events, items, Samples.START)
        .classes()
        .forEach((name, of) -> classes.put(name, items.stream().filter(of).toList()));
    // of 13 events a third lies above 8.7: those of a; the fifth rarest is of b or c
    assertThat(classes)
        .containsExactly(
            Map.entry("popular-items", List.of("a")),
            Map.entry("middle-items", List.of()),
            Map.entry("rare-items", List.of("b", "c", "d")),
            Map.entry("cold-items", List.of("b", "c", "d", "e")),
            Map.entry("new-items", List.of("e")));
  }

  @Test
  void theTrendingCountHalvesInThreeDays() {
    // a has events 72 and 71 hours before the present
    assertThat(counts.trending("a")).isCloseTo(0.5 + Math.pow(2, -71.0 / 72), within(1e-12));
    assertThat(counts.trending("d")).isZero();
  }

  @Test
  void stratifiedNdcgIsARatioOfSumsOverUsers() {
    List<TestUser> testUsers = List.of(one("u", Set.of("a", "d"), "b"), one("w", Set.of("b"), "c"));
    Scores scores = scores(testUsers, List.of(List.of("a", "c"), List.of("c", "b")));
    // weights: a 1/sqrt(3), b 1/sqrt(2), d 1
    double second = Math.log(2) / Math.log(3);
    double gain = 1 / Math.sqrt(3) + second / Math.sqrt(2);
    double ideal = 1 + second / Math.sqrt(3) + 1 / Math.sqrt(2);
    assertThat(scores.means(new int[] {0, 1}).get("stratified-ndcg@10"))
        .isCloseTo(gain / ideal, within(1e-12));
    assertThat(scores.means(new int[] {1}).get("stratified-ndcg@10"))
        .isCloseTo(second, within(1e-12));
  }

  @Test
  void matchedAucIsTheShareOfNegativesBelowTheTarget() {
    MatchedTarget target = new MatchedTarget("c", Set.of("a", "b", "d", "e"));
    assertThat(MatchedAuc.of(target, List.of("c", "a"))).isEqualTo(1);
    assertThat(MatchedAuc.of(target, List.of("a", "c", "b"))).isEqualTo(0.75);
    assertThat(MatchedAuc.of(target, List.of("a", "b", "d", "e", "c"))).isZero();
    // three of the four are tied with the target, since none of them is ranked
    assertThat(MatchedAuc.of(target, List.of("a"))).isEqualTo(1.5 / 4);
    assertThat(MatchedAuc.of(target, List.of())).isEqualTo(0.5);
  }

  @Test
  void matchedAucIsAMeanOverTheSampledUsers() {
    List<TestUser> testUsers = List.of(one("u", Set.of("c"), "a"), one("w", Set.of("c"), "a"));
    Scores scores =
        new Scores(
            testUsers,
            List.of(List.of(), List.of()),
            List.of(List.of("b", "c", "d"), List.of()),
            inputs);
    assertThat(scores.means(new int[] {0, 1}).get("matched-auc")).isEqualTo(0.5);
    assertThat(scores.means(new int[] {1})).doesNotContainKey("matched-auc");
  }

  @Test
  void calibrationIsTheDivergenceFromTheHistory() {
    Calibration calibration =
        new Calibration(
            Samples.catalogue(
                Samples.item("a", "A", "Drama"),
                Samples.item("b", "B", "War"),
                new Item("ab", "AB", "", List.of("Drama", "War"), Map.of(), null, false),
                new Item("none", "N", "", List.of(), Map.of(), null, false)));
    assertThat(calibration.of(List.of("a", "b"), List.of("ab"))).isCloseTo(0, within(1e-12));
    assertThat(calibration.of(List.of("a"), List.of("b")))
        .isCloseTo(Math.log(1 / 0.01), within(1e-12));
    // the history has 3/4 drama and 1/4 war, the list has only drama; "none" doesn't count
    assertThat(calibration.of(List.of("a", "ab"), List.of("a", "none")))
        .isCloseTo(
            0.75 * Math.log(0.75 / (0.99 + 0.01 * 0.75)) + 0.25 * Math.log(1 / 0.01),
            within(1e-12));
    assertThat(calibration.of(List.of("none"), List.of("a"))).isNaN();
    assertThat(calibration.of(List.of("a"), List.of())).isNaN();
  }

  @Test
  void personalisationIsWhatTwoListsDoNotShare() {
    List<String> none = List.of();
    assertThat(new Personalisation(List.of(List.of("a", "b"), List.of("b", "c"), none)).of(1))
        .isEqualTo(0.5);
    assertThat(
            new Personalisation(List.of(List.of("a", "b"), List.of("a", "b"), List.of("c", "d")))
                .of(1))
        .isCloseTo(2.0 / 3, within(1e-12));
    assertThat(new Personalisation(List.of(List.of("a"))).of(1)).isNaN();
    // more pairs than are compared: half of the users have one list and half the other
    List<List<String>> many =
        IntStream.range(0, 400).mapToObj(i -> List.of(i % 2 == 0 ? "a" : "b")).toList();
    double of = new Personalisation(many).of(1);
    assertThat(of).isBetween(0.47, 0.53).isEqualTo(new Personalisation(many).of(1));
  }

  @Test
  void meansLeaveOutWhatHasNoMeaning() {
    List<TestUser> testUsers = List.of(one("u", Set.of("c"), "b"), one("x", Set.of("d")));
    Scores scores = scores(testUsers, List.of(List.of("c", "d"), List.of()));
    Map<String, Double> means = scores.means(new int[] {0, 1});
    assertThat(means.get("hr@10")).isEqualTo(0.5);
    assertThat(means.get("novelty@10")).isEqualTo(2);
    assertThat(means.get("popularity-bias@10")).isCloseTo((0.5 + 0.125) / 2 - 0.5, within(1e-12));
    assertThat(scores.means(new int[] {1})).doesNotContainKey("diversity@10");
    assertThat(scores.means(new int[0])).isEmpty();
    assertThat(scores.coverage(new int[] {0, 1}, 4)).isEqualTo(0.5);
    assertThat(scores.found(new int[] {0, 1}, 1)).isEqualTo(1);
    assertThatThrownBy(() -> scores.of("charm", new int[0])).hasMessageContaining("charm");
  }

  @Test
  void slicesAreByWhatIsKnownOfAUserAndByThePopularityOfTargets() {
    List<TestUser> testUsers =
        List.of(
            one("a", Set.of("c")),
            one("b", Set.of("c", "d"), history(4)),
            one("c", Set.of("a"), history(5)),
            one("d", Set.of("d"), history(20)),
            one("e", Set.of("c"), history(100)));
    UserSlices slices = new UserSlices(testUsers, counts, 7);
    assertThat(slices.known()).containsExactly(1, 2, 3, 4);
    assertThat(slices.newUsers()).isEqualTo(1);
    Map<String, Evaluation.Slice> of =
        slices.of(scores(testUsers, Collections.nCopies(5, List.of("c"))));
    assertThat(of)
        .extractingFromEntries(slice -> slice.getKey() + " " + slice.getValue().users())
        .containsExactly(
            "new 1",
            "1-4 1",
            "5-19 1",
            "20-99 1",
            "100+ 1",
            "popular-items 1",
            "middle-items 0",
            "rare-items 2",
            "cold-items 4",
            "new-items 2");
    assertThat(of.get("100+")).isNotNull().extracting(s -> s.metrics().get("hr@1")).isEqualTo(1.0);
    assertThat(of.get("rare-items"))
        .isNotNull()
        .extracting(s -> s.metrics().get("hr@1"))
        .isEqualTo(1.0);
    assertThat(of.get("cold-items"))
        .isNotNull()
        .satisfies(cold -> {
          assertThat(cold.targets()).isEqualTo(5);
          assertThat(cold.metrics().get("recall@10")).isEqualTo((0.5 + 0 + 0 + 1) / 4);
          assertThat(cold.intervals()).containsOnlyKeys("ndcg@10", "recall@10", "recall@20");
        });
    assertThat(of.get("new-items"))
        .isNotNull()
        .extracting(s -> s.metrics().get("hr@1"))
        .isEqualTo(0.0);
  }

  private Scores scores(List<TestUser> testUsers, List<List<String>> lists) {
    return new Scores(testUsers, lists, Collections.nCopies(lists.size(), List.of()), inputs);
  }

  private static String[] history(int events) {
    return Collections.nCopies(events, "b").toArray(String[]::new);
  }

  private static TestUser one(String user, Set<String> targets, String... history) {
    return new TestUser(Profile.empty(user), id -> true, targets, List.of(history));
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import dev.edgewise.lab.evaluate.ranker.FixedOrder;
import dev.edgewise.lab.evaluate.ranker.RandomOrder;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.Shortlist;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationRunTest {
  @TempDir Path folder;

  private SmallRatings ratings;

  @BeforeEach
  void files() {
    ratings = new SmallRatings(folder);
  }

  private static Map<String, Double> metrics(Evaluation evaluation, String ranker) {
    Evaluation.Result result = evaluation.rankers().get(ranker);
    return result == null ? Map.of() : result.metrics();
  }

  @Test
  void allRankersThatNeedNoModelAreMeasured() throws Exception {
    Evaluation evaluation = ratings.run(ratings.options(Protocol.TEMPORAL, 0, 0, null));
    assertThat(evaluation.rankers().keySet())
        .startsWith("random", "recency", "most-popular", "genre-popular", "affinity-trending")
        .contains("popularity", "itemknn", "content")
        .endsWith("first-stage");
    assertThat(evaluation.stages().keySet())
        .containsExactly(
            "allowed", "sources@100", "candidates@100", "first-stage@20", "first-stage@10");
    List<Double> shares = List.copyOf(evaluation.stages().values());
    assertThat(shares.getFirst()).isEqualTo(1);
    assertThat(shares.subList(2, 5).reversed()).isSorted();
    assertThat(evaluation.paired())
        .anyMatch(p -> p.a().equals("random") && p.b().equals("popularity"))
        .anyMatch(p -> p.a().equals("first-stage") && p.b().equals("affinity-trending"))
        .anyMatch(p -> p.a().equals("ease") && p.b().equals("itemknn"))
        .anyMatch(p -> p.metric().equals("stratified-ndcg@10"))
        .anyMatch(p -> p.metric().equals("matched-auc"))
        .allMatch(p -> p.difference().low() <= p.difference().mean())
        .allMatch(p -> p.difference().mean() <= p.difference().high());
  }

  @Test
  void sampledNegativesMakeItEasierAndAreTheSameForEveryRanker() throws Exception {
    Evaluation all =
        ratings.run(ratings.options(Protocol.LEAVE_ONE_OUT, 0, 0, null, "most-popular"));
    Evaluation few =
        ratings.run(ratings.options(Protocol.LEAVE_ONE_OUT, 9, 0, null, "most-popular", "random"));
    assertThat(metrics(few, "most-popular").get("hr@5"))
        .isGreaterThan(metrics(all, "most-popular").getOrDefault("hr@5", 1.0));
    // a list of ten holds all ten items, so the target is in it in any order
    assertThat(metrics(few, "random").get("hr@10")).isEqualTo(1);
    assertThat(metrics(few, "most-popular").get("hr@10")).isEqualTo(1);
  }

  private static String atTime(String rating, long seconds) {
    return rating.substring(0, rating.lastIndexOf(':') + 1) + seconds;
  }

  private static long seconds(String rating) {
    return Long.parseLong(rating.substring(rating.lastIndexOf(':') + 1));
  }

  /** The last event by item id instead of by line let popularity fall from .160 to .000. */
  @Test
  void equalTimesLeaveTheOrderOfTheFileAndWithItTheFigures() throws Exception {
    EvaluationOptions options =
        ratings.options(Protocol.LEAVE_ONE_OUT, 0, 0, null, "most-popular", "popularity");
    List<String> sorted =
        Files.readAllLines(ratings.events()).stream()
            .sorted(Comparator.comparingLong(EvaluationRunTest::seconds))
            .toList();
    Files.write(
        ratings.events(),
        IntStream.range(0, sorted.size())
            .mapToObj(i -> atTime(sorted.get(i), 1_000_000_000L + i))
            .toList());
    Evaluation apart = ratings.run(options);
    assertThat(apart.ties()).isZero();
    Files.write(
        ratings.events(), sorted.stream().map(line -> atTime(line, 1_000_000_000L)).toList());
    Evaluation tied = ratings.run(options);
    assertThat(tied.ties()).isEqualTo(tied.measured().users());
    assertThat(metrics(tied, "popularity").get("ndcg@10"))
        .isEqualTo(metrics(apart, "popularity").get("ndcg@10"))
        .isPositive();
    Map<String, Double> expected = new HashMap<>(metrics(apart, "most-popular"));
    expected.remove("matched-auc"); // it also looks at how long ago the events are
    assertThat(metrics(tied, "most-popular")).containsAllEntriesOf(expected);
  }

  /** The first stage learns likings, as in the service; the counts of baselines are of events. */
  @Test
  void aBadRatingIsNoLike() throws Exception {
    List<String> events = new ArrayList<>();
    IntStream.range(10, 15).forEach(user -> events.add(user + "::1::1::100"));
    IntStream.range(20, 23).forEach(user -> events.add(user + "::2::5::100"));
    events.addAll(List.of("30::3::5::100", "30::2::5::900"));
    Files.write(ratings.events(), events);
    Evaluation evaluation =
        ratings.run(ratings.options(Protocol.TEMPORAL, 0, 0, null, "most-popular", "popularity"));
    assertThat(metrics(evaluation, "popularity").get("hr@1")).isEqualTo(1);
    assertThat(metrics(evaluation, "most-popular").get("hr@1")).isZero();
  }

  /** An order by popularity has a high NDCG, and chance by matched AUC. */
  @Test
  void matchedAucDoesNotRewardPopularity() throws Exception {
    Evaluation evaluation =
        ratings.run(ratings.options(Protocol.LEAVE_ONE_OUT, 0, 0, null, "random", "most-popular"));
    assertThat(evaluation.measured().matched()).isGreaterThan(40);
    assertThat(metrics(evaluation, "most-popular").get("matched-auc")).isCloseTo(0.5, within(0.05));
    assertThat(metrics(evaluation, "random").get("matched-auc")).isCloseTo(0.5, within(0.15));
    assertThat(metrics(evaluation, "most-popular").get("ndcg@10"))
        .isGreaterThan(2 * metrics(evaluation, "random").getOrDefault("ndcg@10", 1.0));
  }

  @Test
  void aRunGoesOnAndGivesTheSameFigures() throws Exception {
    Path report = folder.resolve("report");
    Evaluation fresh = ratings.run(ratings.options(Protocol.TEMPORAL, 0, 0, null));
    ratings.run(ratings.options(Protocol.TEMPORAL, 0, 0, report, "itemknn"));
    Evaluation resumed = ratings.run(ratings.options(Protocol.TEMPORAL, 0, 0, report));
    assertThat(ratings.said()).contains("itemknn: went on").doesNotContain("random: went on");
    assertThat(resumed.rankers()).isEqualTo(fresh.rankers());
    assertThat(resumed.paired()).isEqualTo(fresh.paired());

    Files.writeString(
        ratings.events(), Files.readString(ratings.events()) + "1::2::3::1000000000\n");
    ratings.run(ratings.options(Protocol.TEMPORAL, 0, 0, report, "itemknn"));
    assertThat(ratings.said()).contains("other options, inputs or code").doesNotContain("went on");
  }

  @Test
  void aSampleOfUsersIsTheSeeds() throws Exception {
    EvaluationOptions all = ratings.options(Protocol.LEAVE_ONE_OUT, 0, 0, null, "most-popular");
    EvaluationOptions some =
        new EvaluationOptions(
            all.items(),
            all.events(),
            all.protocol(),
            0,
            0,
            all.rankers(),
            null,
            null,
            12,
            3,
            null,
            Shortlist.Options.STANDARD);
    Evaluation once = ratings.run(some);
    assertThat(once.measured().users()).isEqualTo(12);
    assertThat(ratings.run(some).rankers()).isEqualTo(once.rankers());
  }

  @Test
  void whatCannotBeMeasuredIsSaid() {
    assertThatThrownBy(() -> ratings.run(ratings.options(Protocol.TEMPORAL, 0, 0, null, "oracle")))
        .isInstanceOf(BadEvaluationException.class)
        .hasMessageContaining("no ranker 'oracle'")
        .hasMessageContaining("itemknn");
    assertThatThrownBy(() -> ratings.run(ratings.options(Protocol.TEMPORAL, 0, 0, null, "full")))
        .hasMessageContaining("--model");
    assertThatThrownBy(() -> ratings.run(ratings.options(Protocol.TEMPORAL, 0, 500, null)))
        .hasMessageContaining("no events");
    assertThatThrownBy(() -> ratings.options(Protocol.TEMPORAL, 0, -1, null))
        .isInstanceOf(BadEvaluationException.class);
  }

  @Test
  void baselinesHaveTheirOrders() {
    RandomOrder random = new RandomOrder(List.of("a", "b", "c", "d", "e", "f", "g"), 5);
    Profile user = Profile.empty("u");
    List<String> order = random.rank(user, id -> true, 7);
    assertThat(order).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g");
    assertThat(random.rank(user, id -> true, 3)).isEqualTo(order.subList(0, 3));
    assertThat(random.rank(user, id -> !id.equals(order.getFirst()), 7))
        .isEqualTo(order.subList(1, 7));
    FixedOrder fixed = new FixedOrder(List.of("c", "a", "b"));
    assertThat(fixed.rank(user, id -> !id.equals("c"), 1)).containsExactly("a");
  }
}

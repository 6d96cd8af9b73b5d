/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.edgewise.phi.Priority;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.RankerBusyException;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.Ranking.Entry;
import dev.edgewise.rank.Ranking.RankedBy;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.Samples;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.prompt.RankingPrompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ranking with a model whose answers and times are known. */
class PhiRankerTest {
  private static final long MILLISECOND = 1_000_000;
  private static final RankingPrompt PROMPT = new RankingPrompt(Tokenizer.phi3(), 256, 48);

  private final FakeScorer model = new FakeScorer();
  private final PhiRanker ranker = ranker(Blend.MODEL_ALONE);

  @Test
  void theOrderFollowsTheModelsAnswers() {
    Ranking ranking = rank(Samples.candidates(50, 1), Duration.ofSeconds(5));

    assertThat(ranking.items()).hasSize(50);
    assertThat(ranking.items()).extracting(Entry::rankedBy).containsOnly(RankedBy.MODEL);
    assertThat(ranking.items())
        .extracting(Entry::score)
        .isSortedAccordingTo(Collections.reverseOrder());
    for (Entry entry : ranking.items()) {
      double s =
          FakeScorer.hashed(PROMPT.prefix(Samples.reader()), PROMPT.branch(entry.candidate()));
      assertThat(entry.score()).isEqualTo(1 / (1 + Math.exp(-s)));
      assertThat("c" + (entry.firstStageRank() - 1)).isEqualTo(entry.candidate().id());
    }
  }

  @Test
  void shuffledCandidatesScoreTheSame() {
    List<Candidate> shuffled = new ArrayList<>(Samples.candidates(40, 2));
    Ranking before = rank(shuffled, Duration.ofSeconds(5));
    Collections.shuffle(shuffled, new Random(3));
    Ranking after = rank(shuffled, Duration.ofSeconds(5));

    assertThat(after.items())
        .extracting(Entry::candidate)
        .isEqualTo(before.items().stream().map(Entry::candidate).toList());
    assertThat(after.items())
        .extracting(Entry::score)
        .isEqualTo(before.items().stream().map(Entry::score).toList());
  }

  @Test
  void equalAnswersStayInFirstStageOrder() {
    model.answer = (prefix, branch) -> 1000;
    assertThat(ids(rank(Samples.candidates(20, 1), Duration.ofSeconds(1))))
        .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "c" + i).toList());
  }

  @Test
  void withoutTimeTheFirstStageStandsAndTheModelIsNotAsked() {
    for (Duration budget : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      Ranking ranking = rank(Samples.candidates(20, 1), budget);
      assertThat(ranking.items()).extracting(Entry::rankedBy).containsOnly(RankedBy.RANKER);
      assertThat(ids(ranking)).startsWith("c0", "c1", "c2").endsWith("c19");
    }
    assertThat(model.prefills).hasValue(0);
  }

  @Test
  void branchesThatWouldOverrunAreNotStarted() {
    model.nanosPerToken = MILLISECOND;
    rank(Samples.candidates(16, 1), Duration.ofSeconds(30));
    long before = model.clock.get();

    // The prefix is cached; the branches have some 20 tokens.
    Ranking ranking = rank(Samples.candidates(60, 1), Duration.ofMillis(750));

    assertThat(model.clock.get() - before).isLessThan(750 * MILLISECOND);
    int ranked = (int) ranking.items().stream().filter(e -> e.rankedBy() == RankedBy.MODEL).count();
    assertThat(ranked).isIn(16, 32);
    assertThat(ids(ranking).subList(0, ranked)).containsExactlyInAnyOrderElementsOf(ids(0, ranked));
    assertThat(ids(ranking).subList(ranked, 60)).isEqualTo(ids(ranked, 60));
    assertThat(ranking.items().subList(ranked, 60))
        .allSatisfy(e -> assertThat(e.rankedBy()).isEqualTo(RankedBy.RANKER));
  }

  @Test
  void beforeAMeasurementItIsLateByOneGroupAtMost() {
    model.nanosPerToken = MILLISECOND;
    Ranking ranking = rank(Samples.candidates(60, 1), Duration.ofMillis(1));
    assertThat(ranking.items()).hasSize(60);
    assertThat(ranking.items()).extracting(Entry::rankedBy).containsOnly(RankedBy.RANKER);
    assertThat(model.clock.get()).isLessThan(256 * MILLISECOND); // the prefix alone
  }

  @Test
  void aSlowPhaseDoesNotStopTheModelForever() {
    model.nanosPerToken = 100 * MILLISECOND;
    rank(Samples.candidates(16, 1), Duration.ofHours(1));
    model.nanosPerToken = MILLISECOND / 100;
    model.pace = 100 * MILLISECOND;
    boolean asked = false;
    for (int i = 0; i < 200 && !asked; i++) {
      Ranking ranking = rank(Samples.candidates(16, 1), Duration.ofMillis(10));
      asked = ranking.items().get(0).rankedBy() == RankedBy.MODEL;
    }
    assertThat(asked).isTrue();
  }

  @Test
  void aRequestThatWouldBeLateBesideAnotherIsRefusedAtOnce() throws Exception {
    model.nanosPerToken = MILLISECOND;
    rank(Samples.candidates(16, 1), Duration.ofSeconds(30));
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    model.answer =
        (prefix, branch) -> {
          entered.countDown();
          awaitQuietly(gate);
          return 0;
        };
    CompletableFuture<Ranking> first =
        CompletableFuture.supplyAsync(() -> rank(Samples.candidates(30, 1), Duration.ofSeconds(2)));
    entered.await();
    long before = model.clock.get();
    assertThatThrownBy(() -> rank(Samples.candidates(60, 2), Duration.ofMillis(1500)))
        .isInstanceOf(RankerBusyException.class);
    assertThat(model.clock.get()).isEqualTo(before);
    gate.countDown();
    assertThat(first.join().items()).extracting(Entry::rankedBy).containsOnly(RankedBy.MODEL);
    assertThat(rank(Samples.candidates(16, 1), Duration.ofSeconds(30)).items())
        .extracting(Entry::rankedBy)
        .containsOnly(RankedBy.MODEL);
  }

  @Test
  void withACachedPrefixOnlyTheBranchesAreComputed() {
    List<Candidate> candidates = Samples.candidates(20, 1);
    int prefix = PROMPT.prefix(Samples.reader()).length;
    int branches = candidates.stream().mapToInt(c -> PROMPT.branch(c).length).sum();

    assertThat(rank(candidates, Duration.ofSeconds(1)).tokens())
        .isEqualTo(new Ranking.Tokens(prefix, branches, prefix + branches));
    assertThat(rank(candidates, Duration.ofSeconds(1)).tokens())
        .isEqualTo(new Ranking.Tokens(prefix, branches, branches));
  }

  @Test
  void theBlendAddsTheFirstStageAndSubtractsThePriorComputedOnce() {
    PhiRanker blended = ranker(new Blend(0.5, 2, 0.25, -1));
    Candidate candidate = Samples.gravity();
    int[] branch = PROMPT.branch(candidate);
    int[] prefix = PROMPT.prefix(Samples.reader());
    int[] neutral = PROMPT.prefix(UserContext.unknown("en"));
    double logit =
        0.5 * Math.log(2)
            + 2 * FakeScorer.hashed(prefix, branch)
            - 0.25 * FakeScorer.hashed(neutral, branch)
            - 1;

    Ranking first = rank(blended, List.of(candidate), Duration.ofSeconds(1));
    Ranking second = rank(blended, List.of(candidate), Duration.ofSeconds(1));

    assertThat(first.items().get(0).score()).isEqualTo(1 / (1 + Math.exp(-logit)));
    assertThat(second.items()).isEqualTo(first.items());
    assertThat(first.tokens().computed())
        .isEqualTo(prefix.length + neutral.length + 2 * branch.length);
    assertThat(second.tokens().computed()).isEqualTo(branch.length);
  }

  @Test
  void blendIsReadFromTheArchive() {
    assertThat(blend("{}")).isEqualTo(Blend.MODEL_ALONE);
    assertThat(blend("{\"firstStage\":0.5,\"prior\":0.1,\"other\":[]}"))
        .isEqualTo(new Blend(0.5, 1, 0.1, 0));
    assertThatThrownBy(() -> blend("{\"model\":\"1\"}"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("ranking.model");
  }

  private static Blend blend(String json) {
    return PhiRanker.blend(JsonParser.parseString(json).getAsJsonObject());
  }

  @Test
  void answersThatAreNotNumbersFail() {
    model.answer = (prefix, branch) -> Double.NaN;
    assertThatThrownBy(() -> rank(Samples.candidates(2, 1), Duration.ofSeconds(1)))
        .isInstanceOf(RankerException.class)
        .hasMessageContaining("c0");
  }

  private static void awaitQuietly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private PhiRanker ranker(Blend blend) {
    return new PhiRanker(
        new ModelInfo("fake", true, "", "1", ""),
        PROMPT,
        new PackedScoring(model, 1 << 20, model.clock::get),
        Priority.INTERACTIVE,
        new AtomicReference<>(blend));
  }

  private Deadline deadline(Duration budget) {
    return Deadline.in(budget, model.clock::get);
  }

  private Ranking rank(List<Candidate> candidates, Duration budget) {
    return rank(ranker, candidates, budget);
  }

  private Ranking rank(PhiRanker ranker, List<Candidate> candidates, Duration budget) {
    return ranker.rank(new RankingRequest(Samples.reader(), candidates), deadline(budget));
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "c" + i).toList();
  }

  private static List<String> ids(Ranking ranking) {
    return ranking.items().stream().map(entry -> entry.candidate().id()).toList();
  }
}

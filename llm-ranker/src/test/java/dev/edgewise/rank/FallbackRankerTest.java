/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.Ranking.Entry;
import dev.edgewise.rank.Ranking.RankedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FallbackRankerTest {
  private final RankingRequest request =
      new RankingRequest(Samples.reader(), Samples.candidates(5, 1));
  private final List<RankerException> failures = new ArrayList<>();

  @Test
  void aWorkingRankerDecides() {
    Ranking ranking = ranked(r -> reversed(r, 0.5));
    assertThat(ids(ranking)).containsExactly("c4", "c3", "c2", "c1", "c0");
    assertThat(failures).isEmpty();
  }

  @Test
  void afterAnExceptionTheFirstStageDecides() {
    assertFirstStage(
        ranked(r -> {
          throw new IllegalStateException("out of memory");
        }));
    assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("out"));
  }

  @Test
  void afterScoresThatAreNotNumbersTheFirstStageDecides() {
    assertFirstStage(ranked(r -> reversed(r, Double.NaN)));
    assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("NaN"));
  }

  @Test
  void afterLostCandidatesTheFirstStageDecides() {
    assertFirstStage(ranked(r -> new Ranking(List.of(), Ranking.Tokens.NONE)));
    assertThat(failures).hasSize(1);
  }

  @Test
  void aRankerThatHangsIsGivenUp() {
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Ranker hanging =
        new DeadlineRanker(fake(r -> waiting(r, end)), new BoundedCall(threads, Duration.ZERO));
    Ranker ranker = new FallbackRanker(hanging, failures::add);

    assertFirstStage(ranker.rank(request, Deadline.in(Duration.ofMillis(5))));
    assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("late"));
    end.countDown();
    Ranking after = ranker.rank(request, Deadline.in(Duration.ofMinutes(1)));
    assertThat(ids(after)).startsWith("c4");
    threads.shutdown();
  }

  private static Ranking waiting(RankingRequest request, CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return reversed(request, 0.5);
  }

  private static Ranking reversed(RankingRequest request, double score) {
    List<Entry> entries = new ArrayList<>();
    for (int i = request.candidates().size() - 1; i >= 0; i--) {
      entries.add(new Entry(request.candidates().get(i), i + 1, score, RankedBy.MODEL));
    }
    return new Ranking(entries, Ranking.Tokens.NONE);
  }

  private Ranking ranked(Function<RankingRequest, Ranking> ranker) {
    return new FallbackRanker(fake(ranker), failures::add)
        .rank(request, Deadline.in(Duration.ofSeconds(1)));
  }

  private void assertFirstStage(Ranking ranking) {
    assertThat(ids(ranking)).containsExactly("c0", "c1", "c2", "c3", "c4");
    assertThat(ranking.items())
        .allSatisfy(entry -> {
          assertThat(entry.rankedBy()).isEqualTo(RankedBy.RANKER);
          assertThat(entry.score()).isBetween(0.0, 1.0);
        })
        .extracting(Entry::firstStageRank)
        .containsExactly(1, 2, 3, 4, 5);
  }

  private static List<String> ids(Ranking ranking) {
    return ranking.items().stream().map(entry -> entry.candidate().id()).toList();
  }

  private static Ranker fake(Function<RankingRequest, Ranking> ranker) {
    return new Ranker() {
      @Override
      public Ranking rank(RankingRequest request, Deadline deadline) {
        return ranker.apply(request);
      }

      @Override
      public ModelInfo model() {
        return new ModelInfo("fake", true, "", "1", "");
      }

      @Override
      public void close() {}
    };
  }
}

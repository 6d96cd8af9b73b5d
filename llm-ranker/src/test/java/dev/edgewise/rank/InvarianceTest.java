/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.Ranking.Entry;
import dev.edgewise.rank.packed.PhiRanker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Properties of scores. An item's score and contributions are equal bit for bit, whatever the order
 * of the candidates, alone or among fifty, with a cached or a fresh prefix, and with or without
 * concurrent requests. The ranking follows the scores; ties keep the order of the request.
 */
class InvarianceTest {
  private static final int USERS = 8;
  private static final int CANDIDATES = 50;

  /** Minimum standard deviation of the scores: a model that scores all items alike is useless. */
  private static final double MIN_DEVIATION = 1e-3;

  @TempDir private static Path folder;
  private static TwoModels models;

  @BeforeAll
  static void open() {
    models = new TwoModels(folder);
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundled", "instructed"})
  void theOrderOfTheCandidatesChangesNoScore(String model) {
    PhiRanker ranker = models.ranker(model);
    List<Candidate> candidates = new ArrayList<>(Samples.candidates(CANDIDATES, 1));
    Map<String, Entry> before = TwoModels.rank(ranker, Samples.reader(), candidates);
    for (int seed = 0; seed < 3; seed++) {
      Collections.shuffle(candidates, new Random(seed));
      Map<String, Entry> after = TwoModels.rank(ranker, Samples.reader(), candidates);
      assertThat(results(after)).isEqualTo(results(before));
      assertThat(scoresInOrder(after)).isEqualTo(scoresInOrder(before));
      assertTiesInOrder(after);
    }
  }

  private static void assertTiesInOrder(Map<String, Entry> ranked) {
    Entry last = null;
    for (Entry entry : ranked.values()) {
      if (last != null && last.contributions().equals(entry.contributions())) {
        assertThat(entry.firstStageRank()).isGreaterThan(last.firstStageRank());
      }
      last = entry;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundled", "instructed"})
  void otherCandidatesChangeNoScore(String model) {
    PhiRanker ranker = models.ranker(model);
    List<Candidate> candidates = Samples.candidates(CANDIDATES, 1);
    Map<String, Entry> among = TwoModels.rank(ranker, Samples.reader(), candidates);
    for (Candidate candidate : candidates) {
      Map<String, Entry> alone = TwoModels.rank(ranker, Samples.reader(), List.of(candidate));
      assertThat(results(alone).get(candidate.id())).isEqualTo(results(among).get(candidate.id()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundled", "instructed"})
  void aCachedPrefixChangesNoScore(String model) {
    PhiRanker ranker = models.ranker(model);
    List<Candidate> candidates = Samples.candidates(20, 1);
    UserContext user = user(100);
    Map<String, Entry> fresh = TwoModels.rank(ranker, user, candidates);
    Map<String, Entry> cached = TwoModels.rank(ranker, user, candidates);
    assertThat(results(cached)).isEqualTo(results(fresh));
    assertThat(List.copyOf(cached.keySet())).isEqualTo(List.copyOf(fresh.keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundled", "instructed"})
  void concurrentRequestsChangeNoScore(String model) {
    PhiRanker ranker = models.ranker(model);
    List<List<Candidate>> items = new ArrayList<>();
    List<Map<String, Entry>> alone = new ArrayList<>();
    for (int u = 0; u < USERS; u++) {
      items.add(Samples.candidates(10 + 5 * u, u));
      alone.add(TwoModels.rank(ranker, user(u), items.get(u)));
    }
    ExecutorService callers = Executors.newFixedThreadPool(USERS);
    try {
      for (int round = 0; round < 3; round++) {
        List<CompletableFuture<Map<String, Entry>>> together = new ArrayList<>();
        for (int u = 0; u < USERS; u++) {
          int one = u;
          together.add(
              CompletableFuture.supplyAsync(
                  () -> TwoModels.rank(ranker, user(one), items.get(one)), callers));
        }
        for (int u = 0; u < USERS; u++) {
          Map<String, Entry> ranked = together.get(u).join();
          assertThat(results(ranked)).isEqualTo(results(alone.get(u)));
          assertThat(List.copyOf(ranked.keySet())).isEqualTo(List.copyOf(alone.get(u).keySet()));
        }
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundled", "instructed"})
  void scoresDifferAndOppositeTasteGivesAnotherOrder(String model) {
    PhiRanker ranker = models.ranker(model);
    List<Candidate> candidates = Samples.candidates(CANDIDATES, 1);
    Map<String, Entry> reader = TwoModels.rank(ranker, Samples.reader(), candidates);
    double[] scores = reader.values().stream().mapToDouble(Entry::score).toArray();
    assertThat(deviation(scores)).isGreaterThan(MIN_DEVIATION);
    Map<String, Entry> opposite = TwoModels.rank(ranker, opposite(Samples.reader()), candidates);
    assertThat(List.copyOf(opposite.keySet())).isNotEqualTo(List.copyOf(reader.keySet()));
  }

  private static double deviation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean) / values.length;
    }
    return Math.sqrt(squares);
  }

  /** Returns the user with every like turned into a dislike and the reverse. */
  private static UserContext opposite(UserContext user) {
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : user.facts()) {
      boolean liked = fact.kind() == Fact.Kind.LIKED;
      String rest = fact.text().substring(fact.text().indexOf(' '));
      facts.add(
          new Fact(
              fact.id(),
              liked ? Fact.Kind.DISLIKED : Fact.Kind.LIKED,
              fact.subject(),
              (liked ? "disliked" : "loved") + rest));
    }
    List<PastItem> history =
        user.history().stream()
            .map(past -> new PastItem(past.id(), past.title(), -past.weight()))
            .toList();
    return new UserContext(facts, history, user.language());
  }

  /** Returns users with different histories of different lengths. */
  private static UserContext user(int number) {
    List<PastItem> history = new ArrayList<>();
    for (int i = 0; i < 1 + number % USERS; i++) {
      history.add(new PastItem("h" + i, "Past film " + number + " of " + i, i % 2 == 0 ? 1 : -1));
    }
    return new UserContext(Samples.reader().facts(), history, "en");
  }

  /** Returns the score and contributions of each item, for comparison bit for bit. */
  private static Map<String, List<Object>> results(Map<String, Entry> ranked) {
    Map<String, List<Object>> results = new LinkedHashMap<>();
    ranked.forEach((id, entry) -> results.put(id, List.of(entry.score(), entry.contributions())));
    return results;
  }

  private static List<Double> scoresInOrder(Map<String, Entry> ranked) {
    return ranked.values().stream().map(Entry::score).toList();
  }
}

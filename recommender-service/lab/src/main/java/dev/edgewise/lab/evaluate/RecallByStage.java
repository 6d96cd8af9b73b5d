/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.ranker.FirstStageRanking;
import dev.edgewise.lab.evaluate.ranker.FullRanking;
import dev.edgewise.lab.evaluate.ranker.SourceRanker;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Counts where the pipeline loses targets: how many may be ranked, how many any source finds, and
 * how many remain when the sources are merged.
 */
record RecallByStage(Candidates candidates, List<SourceRanker> sources, Set<String> items) {
  /** How many items of each source, and of all sources merged, are searched. */
  static final int FOUND = FirstStageRanking.CANDIDATES;

  /** Counts of one user's targets, as text: allowed, found by a source, and after merging. */
  List<String> of(TestUser one) {
    Set<String> allowed = new HashSet<>(one.targets());
    allowed.retainAll(items);
    long found =
        sources.stream()
            .flatMap(source -> source.rank(one.profile(), one.open(), FOUND).stream())
            .filter(allowed::contains)
            .distinct()
            .count();
    long merged =
        candidates.find(one.profile(), LearnedRanker.DEFAULT, one.open(), FOUND).stream()
            .filter(allowed::contains)
            .count();
    return LongStream.of(allowed.size(), found, merged).mapToObj(String::valueOf).toList();
  }

  /**
   * The share of some users' targets that remain after each stage, in the order of the stages.
   *
   * @param counts the result of {@link #of} for each test user
   * @param rankers scores by name
   */
  static Map<String, Double> shares(
      List<TestUser> testUsers,
      List<List<String>> counts,
      int[] users,
      Map<String, Scores> rankers) {
    double targets = 0;
    long[] sums = new long[3];
    for (int user : users) {
      targets += testUsers.get(user).targets().size();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += Long.parseLong(counts.get(user).get(i));
      }
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("allowed", sums[0] / targets);
    shares.put("sources@" + FOUND, sums[1] / targets);
    shares.put("candidates@" + FOUND, sums[2] / targets);
    for (String name : List.of(FirstStageRanking.NAME, FullRanking.NAME)) {
      Scores scores = rankers.get(name);
      if (scores != null) {
        for (int k : List.of(20, 10)) {
          shares.put(name + "@" + k, scores.found(users, k) / targets);
        }
      }
    }
    return shares;
  }
}

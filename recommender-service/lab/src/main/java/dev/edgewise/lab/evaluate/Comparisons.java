/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.Evaluation.Paired;
import dev.edgewise.lab.evaluate.metric.Bootstrap;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.ranker.FirstStageRanking;
import dev.edgewise.lab.evaluate.ranker.FullRanking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares rankers over the same users: each with popularity, the whole pipeline with its first
 * stage, and both with the best single source.
 *
 * @param rankers scores by name
 * @param users indexes of the users
 */
@SuppressWarnings("ArrayRecordComponent") // used once; nobody compares two
record Comparisons(Map<String, Scores> rankers, int[] users, long seed) {
  private static final String POPULARITY = "popularity";

  private record Pair(String a, String b) {}

  /** The differences in NDCG@10 and HR@10; {@code sources} are those of the first stage. */
  List<Paired> of(List<String> sources) {
    Set<Pair> pairs = new LinkedHashSet<>();
    rankers.keySet().forEach(name -> pairs.add(new Pair(name, POPULARITY)));
    pairs.add(new Pair(FullRanking.NAME, FirstStageRanking.NAME));
    sources.stream()
        .filter(rankers::containsKey)
        .max(Comparator.comparingDouble(this::ndcg))
        .ifPresent(best -> {
          pairs.add(new Pair(FirstStageRanking.NAME, best));
          pairs.add(new Pair(FullRanking.NAME, best));
        });
    List<Paired> differences = new ArrayList<>();
    for (Pair pair : pairs) {
      for (String metric : List.of(Scores.NDCG, Scores.HIT)) {
        compare(pair, metric, differences);
      }
    }
    return differences;
  }

  private double ndcg(String ranker) {
    Scores scores = rankers.get(ranker);
    return scores == null ? 0 : scores.means(users).getOrDefault(Scores.NDCG, 0.0);
  }

  private void compare(Pair pair, String metric, List<Paired> differences) {
    Scores a = rankers.get(pair.a);
    Scores b = rankers.get(pair.b);
    if (a != null && b != null && a != b) {
      Interval difference = Bootstrap.difference(a.of(metric, users), b.of(metric, users), seed);
      differences.add(new Paired(pair.a, pair.b, metric, difference));
    }
  }
}

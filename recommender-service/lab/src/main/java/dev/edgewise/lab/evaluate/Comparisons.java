/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.Evaluation.Paired;
import dev.edgewise.lab.evaluate.metric.Bootstrap;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.ranker.FirstStageRanking;
import dev.edgewise.lab.evaluate.ranker.FullRanking;
import dev.edgewise.lab.evaluate.ranker.TraitOverlap;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares rankers over the same users: each with popularity, with affinity times trending, with
 * item cosine and with the best single source, and the whole pipeline with its first stage.
 *
 * @param rankers scores by name
 * @param users indexes of the users
 */
@SuppressWarnings("ArrayRecordComponent") // used once; nobody compares two
record Comparisons(Map<String, Scores> rankers, int[] users, long seed) {
  /** The metrics that are compared. */
  static final List<String> METRICS = List.of(Scores.NDCG, Scores.STRATIFIED, Scores.MATCHED);

  private static final List<String> REFERENCES =
      List.of("popularity", TraitOverlap.AFFINITY_TRENDING, "itemknn");

  private record Pair(String a, String b) {}

  /** The differences in each of the metrics; {@code sources} are those of the first stage. */
  List<Paired> of(List<String> sources) {
    Set<Pair> pairs = new LinkedHashSet<>();
    references(sources)
        .forEach(
            reference -> rankers.keySet().forEach(name -> pairs.add(new Pair(name, reference))));
    pairs.add(new Pair(FullRanking.NAME, FirstStageRanking.NAME));
    return pairs.parallelStream()
        .filter(pair -> !pair.a.equals(pair.b))
        .filter(pair -> rankers.containsKey(pair.a) && rankers.containsKey(pair.b))
        .flatMap(pair -> METRICS.stream().map(metric -> paired(pair, metric)))
        .filter(paired -> !Double.isNaN(paired.difference().mean()))
        .toList();
  }

  private List<String> references(List<String> sources) {
    Stream<String> best =
        sources.stream()
            .filter(rankers::containsKey)
            .max(Comparator.comparingDouble(name -> scores(name).of(Scores.NDCG, users).mean()))
            .stream();
    return Stream.concat(REFERENCES.stream(), best).distinct().toList();
  }

  private Scores scores(String ranker) {
    return Objects.requireNonNull(rankers.get(ranker));
  }

  private Paired paired(Pair pair, String metric) {
    return new Paired(
        pair.a,
        pair.b,
        metric,
        Bootstrap.mean(
            scores(pair.a).of(metric, users).minus(scores(pair.b).of(metric, users)), seed));
  }
}

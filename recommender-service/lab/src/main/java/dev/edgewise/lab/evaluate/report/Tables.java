/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.Evaluation.Paired;
import dev.edgewise.lab.evaluate.Evaluation.Result;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of an evaluation. */
final class Tables {
  /** Metrics beside accuracy. */
  private static final List<String> BEYOND =
      List.of("coverage@10", "novelty@10", "popularity-bias@10", "diversity@10");

  private static final List<String> MAIN =
      Stream.concat(Stream.of("hr@10", "ndcg@10", "mrr@10", "recall@10"), BEYOND.stream()).toList();

  private final Evaluation evaluation;

  Tables(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** The most important figures. */
  List<Table> main() {
    return List.of(metrics("Means over the known users", MAIN), slices(), stages(), paired());
  }

  /** All figures. */
  List<Table> all() {
    return List.of(
        accuracy("hr", "HR@k: share of the users with a target among the first k"),
        accuracy("ndcg", "NDCG@k: how high the targets stand among the first k"),
        accuracy("mrr", "MRR@k: 1 / place of the first target, 0 when it isn't among the first k"),
        accuracy("recall", "Recall@k: share of a user's targets that are among the first k"),
        metrics(
            "Beyond accuracy: share of the items shown to anyone, bits of surprise, popularity"
                + " above that of the users' own items, difference within a list",
            BEYOND),
        slices(),
        stages(),
        paired());
  }

  private Table accuracy(String metric, String title) {
    return metrics(title, Scores.CUTS.stream().map(k -> metric + "@" + k).toList());
  }

  private Table metrics(String title, List<String> metrics) {
    return byRanker(
        title,
        metrics,
        result -> metrics.stream().map(metric -> figure(result.metrics().get(metric))));
  }

  private Table slices() {
    Result any = evaluation.rankers().values().iterator().next();
    return byRanker(
        "NDCG@10 by how many training events a user has (number of users in brackets), and of new items",
        any.slices().entrySet().stream()
            .map(slice -> slice.getKey() + " (" + slice.getValue().users() + ")")
            .toList(),
        result ->
            result.slices().values().stream()
                .map(slice -> figure(slice.metrics().get(Scores.NDCG))));
  }

  private Table byRanker(
      String title, List<String> columns, Function<Result, Stream<String>> figures) {
    List<List<String>> rows = new ArrayList<>();
    evaluation
        .rankers()
        .forEach((name, result) ->
            rows.add(Stream.concat(Stream.of(name), figures.apply(result)).toList()));
    return new Table(title, Stream.concat(Stream.of("ranker"), columns.stream()).toList(), rows, 1);
  }

  private Table stages() {
    return new Table(
        "Share of the targets that remain after each stage",
        List.of("stage", "share"),
        evaluation.stages().entrySet().stream()
            .map(stage -> List.of(stage.getKey(), figure(stage.getValue())))
            .toList(),
        1);
  }

  private Table paired() {
    return new Table(
        "Differences over the same users, with 95 % intervals",
        List.of("ranker", "against", "metric", "it is", "difference", "low", "high"),
        evaluation.paired().stream().map(Tables::row).toList(),
        4);
  }

  private static List<String> row(Paired pair) {
    Interval difference = pair.difference();
    return List.of(
        pair.a(),
        pair.b(),
        pair.metric(),
        verdict(difference),
        signed(difference.mean()),
        signed(difference.low()),
        signed(difference.high()));
  }

  private static String verdict(Interval difference) {
    if (difference.above(0)) {
      return "better";
    }
    return difference.high() < 0 ? "worse" : "not told apart";
  }

  /** Four digits; a dash for null. */
  static String figure(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.4f", value);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.Evaluation.Paired;
import dev.edgewise.lab.evaluate.Evaluation.Result;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.persona.Response;
import dev.edgewise.lab.evaluate.persona.Responsiveness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of an evaluation. */
final class Tables {
  /** Metrics beside accuracy. */
  private static final List<String> BEYOND =
      List.of(
          "coverage@10",
          "novelty@10",
          "popularity-bias@10",
          "diversity@10",
          "personalisation@10",
          "calibration@10");

  /** Metrics by which a list of popular items gains little. */
  private static final List<String> FAIR = List.of(Scores.STRATIFIED, Scores.MATCHED);

  private static final List<String> MAIN =
      Stream.concat(Stream.of("hr@10", "ndcg@10", "mrr@10", "recall@10"), FAIR.stream()).toList();

  private static final Map<String, Function<Response, Double>> RESPONSES = responses();

  private final Evaluation evaluation;

  Tables(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  private static Map<String, Function<Response, Double>> responses() {
    Map<String, Function<Response, Double>> parts = new LinkedHashMap<>();
    parts.put("changed", Response::changed);
    parts.put("own", Response::own);
    parts.put("passed", Response::passed);
    return parts;
  }

  /** The most important figures. */
  List<Table> main() {
    return joined(List.of(metrics("Means over the known users", MAIN)), common());
  }

  /** All figures. */
  List<Table> all() {
    return joined(
        List.of(
            accuracy("hr", "HR@k: share of the users with a target among the first k"),
            accuracy("ndcg", "NDCG@k: how high the targets stand among the first k"),
            accuracy(
                "mrr", "MRR@k: 1 / place of the first target, 0 when it isn't among the first k"),
            accuracy("recall", "Recall@k: share of a user's targets that are among the first k"),
            metrics(
                "Accuracy without the reward for popular items: NDCG@10 in which rare targets count"
                    + " more; share of similar items, as popular as the target, below it",
                FAIR)),
        common());
  }

  private List<Table> common() {
    return joined(
        List.of(
            metrics(
                "Beyond accuracy: share of the items shown to anyone, bits of surprise, popularity"
                    + " above that of the users' own items, difference within a list, between"
                    + " users, and from the categories of the user's history (0 is equal)",
                BEYOND),
            responsiveness(),
            slices(
                "NDCG@10 by how many events are known of a user (number of users in brackets)",
                Scores.NDCG,
                name -> !isOfItems(name)),
            ofItems("NDCG@10", Scores.NDCG),
            ofItems("Recall@10", Scores.RECALL),
            ofItems("Recall@20", Scores.LONG_RECALL),
            stages()),
        paired());
  }

  private static List<Table> joined(List<Table> first, List<Table> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  private static boolean isOfItems(String slice) {
    return slice.endsWith("-items");
  }

  private Table accuracy(String metric, String title) {
    return metrics(title, Scores.CUTS.stream().map(k -> metric + "@" + k).toList());
  }

  /** Some metrics by ranker. */
  Table metrics(String title, List<String> metrics) {
    return byRanker(
        title,
        metrics,
        result -> metrics.stream().map(metric -> figure(result.metrics().get(metric))));
  }

  private Table ofItems(String title, String metric) {
    return slices(
        title + " of targets by their popularity (number of users with such targets in brackets)",
        metric,
        Tables::isOfItems);
  }

  private Table slices(String title, String metric, Predicate<String> chosen) {
    Result any = evaluation.rankers().values().iterator().next();
    return byRanker(
        title,
        any.slices().entrySet().stream()
            .filter(slice -> chosen.test(slice.getKey()))
            .map(slice -> slice.getKey() + " (" + slice.getValue().users() + ")")
            .toList(),
        result ->
            result.slices().entrySet().stream()
                .filter(slice -> chosen.test(slice.getKey()))
                .map(slice -> figure(slice.getValue().metrics().get(metric))));
  }

  private Table responsiveness() {
    List<String> columns = new ArrayList<>();
    RESPONSES
        .keySet()
        .forEach(part -> Responsiveness.LIKES.forEach(likes -> columns.add(part + " " + likes)));
    return byRanker(
        "How the first ten of "
            + evaluation.measured().personas()
            + " generated users respond to 0, 1, 3 and 5 likes of one category: share that isn't in"
            + " a stranger's list, share of that category, share of the users with at least 6 of it",
        columns,
        result ->
            RESPONSES.values().stream()
                .flatMap(part ->
                    Responsiveness.LIKES.stream()
                        .map(likes -> result.responsiveness().get(likes))
                        .map(response ->
                            response == null ? figure(null) : figure(part.apply(response)))));
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

  /** For each metric a table with the other ranker of the pairs in the columns. */
  private List<Table> paired() {
    return evaluation.paired().stream().map(Paired::metric).distinct().map(this::paired).toList();
  }

  private Table paired(String metric) {
    List<String> others = evaluation.paired().stream().map(Paired::b).distinct().toList();
    List<List<String>> rows = new ArrayList<>();
    for (String name : evaluation.rankers().keySet()) {
      List<String> row = new ArrayList<>(List.of(name));
      others.forEach(other -> row.add(difference(name, other, metric)));
      if (row.stream().skip(1).anyMatch(cell -> !cell.equals(figure(null)))) {
        rows.add(row);
      }
    }
    return new Table(
        "Difference in "
            + metric
            + " over the same users, with 95 % intervals; if the interval holds 0, the two are not"
            + " told apart",
        Stream.concat(Stream.of("ranker"), others.stream().map(other -> "against " + other))
            .toList(),
        rows,
        1);
  }

  private String difference(String a, String b, String metric) {
    return evaluation.paired().stream()
        .filter(pair -> pair.a().equals(a) && pair.b().equals(b) && pair.metric().equals(metric))
        .map(Paired::difference)
        .map(i -> "%s (%s, %s)".formatted(signed(i.mean()), signed(i.low()), signed(i.high())))
        .findFirst()
        .orElse(figure(null));
  }

  /** Four digits; a dash for null. */
  static String figure(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.4f", value);
  }
}

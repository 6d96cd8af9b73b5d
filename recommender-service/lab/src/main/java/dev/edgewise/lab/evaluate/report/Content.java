/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.Evaluation.Result;
import dev.edgewise.lab.evaluate.Evaluation.Slice;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.template.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The data of the report templates; they call the public methods. */
record Content(Evaluation evaluation) {
  private static final List<String> SLICES = List.of("new", "1-4", "5-19", "20-99", "100+");

  /** A description of the measurement. */
  public List<String> sentences() {
    return Templates.render("sentences.txt", this).lines().toList();
  }

  public String negatives() {
    return JsonReport.negatives(evaluation);
  }

  public List<Table> mainTables() {
    return new Tables(evaluation).main();
  }

  public List<Table> allTables() {
    return new Tables(evaluation).all();
  }

  public String intervals() {
    return bars("NDCG@10 by ranker", Scores.NDCG);
  }

  public String stratified() {
    return bars("Stratified NDCG@10 by ranker", Scores.STRATIFIED);
  }

  public String matched() {
    return bars("Matched AUC by ranker", Scores.MATCHED);
  }

  private String bars(String label, String metric) {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    evaluation
        .rankers()
        .forEach((ranker, result) -> {
          Interval interval = result.intervals().get(metric);
          if (interval != null) {
            intervals.put(ranker, interval);
          }
        });
    return Plot.bars(label, intervals);
  }

  public String cuts() {
    return lines(
        "NDCG at 1, 5, 10 and 20 by ranker",
        Scores.CUTS.stream().map(k -> "@" + k).toList(),
        (result, cut) -> result.metrics().get("ndcg" + cut));
  }

  public String stages() {
    return Plot.funnel("Share of the targets at each stage", evaluation.stages());
  }

  public String slices() {
    return lines(
        "NDCG@10 by number of known events",
        SLICES,
        (result, name) -> {
          Slice slice = result.slices().get(name);
          return slice == null ? null : slice.metrics().get(Scores.NDCG);
        });
  }

  private String lines(
      String label, List<String> places, BiFunction<Result, String, @Nullable Double> figure) {
    Map<String, List<@Nullable Double>> series = new LinkedHashMap<>();
    evaluation
        .rankers()
        .forEach((ranker, result) -> {
          List<@Nullable Double> values = new ArrayList<>();
          places.forEach(place -> values.add(figure.apply(result, place)));
          series.put(ranker, values);
        });
    return Plot.lines(label, places, series, false);
  }
}

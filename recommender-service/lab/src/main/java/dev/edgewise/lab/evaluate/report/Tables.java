/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.Evaluation.Slice;
import dev.edgewise.lab.evaluate.metric.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of an evaluation. */
final class Tables {
  /** What most readers look for. */
  static final List<String> MAIN = List.of("hr@10", "ndcg@10", "mrr@10", "recall@10");

  /** What lists are beside being right. */
  static final List<String> BEYOND =
      List.of("coverage@10", "novelty@10", "popularity-bias@10", "diversity@10");

  private static final String NONE = "-";
  private static final String NDCG = "ndcg@10";

  private Tables() {}

  /** Rankers and their means of these metrics. */
  static Table metrics(Evaluation e, String title, List<String> metrics) {
    List<String> header = new ArrayList<>(List.of("ranker"));
    header.addAll(metrics);
    List<List<String>> rows = new ArrayList<>();
    e.rankers()
        .forEach((name, result) -> {
          List<String> row = new ArrayList<>(List.of(name));
          metrics.forEach(metric -> row.add(figure(result.metrics().get(metric))));
          rows.add(row);
        });
    return new Table(title, header, rows, 1);
  }

  /** NDCG@10 of each ranker by slices. */
  static Table slices(Evaluation e) {
    List<String> header = new ArrayList<>(List.of("ranker"));
    Map<String, Slice> any = e.rankers().values().iterator().next().slices();
    any.forEach((slice, of) -> header.add(slice + " (" + of.users() + ")"));
    List<List<String>> rows = new ArrayList<>();
    e.rankers()
        .forEach((name, result) -> {
          List<String> row = new ArrayList<>(List.of(name));
          result.slices().values().forEach(s -> row.add(figure(s.metrics().get(NDCG))));
          rows.add(row);
        });
    String title =
        "NDCG@10 by how many training events a user has (in brackets: users), and of new items";
    return new Table(title, header, rows, 1);
  }

  /** What share of the targets each stage still has. */
  static Table stages(Evaluation e) {
    List<List<String>> rows = new ArrayList<>();
    e.stages().forEach((stage, share) -> rows.add(List.of(stage, figure(share))));
    String title = "Share of the targets that each stage still has";
    return new Table(title, List.of("stage", "share"), rows, 1);
  }

  /** Differences over the same users. */
  static Table paired(Evaluation e) {
    List<List<String>> rows = new ArrayList<>();
    e.paired()
        .forEach(p ->
            rows.add(
                List.of(
                    p.a(),
                    p.b(),
                    p.metric(),
                    verdict(p.difference()),
                    signed(p.difference().mean()),
                    signed(p.difference().low()),
                    signed(p.difference().high()))));
    return new Table(
        "Differences over the same users, with 95 % intervals",
        List.of("ranker", "against", "metric", "it is", "difference", "low", "high"), rows, 4);
  }

  private static String verdict(Interval difference) {
    if (difference.above(0)) {
      return "better";
    }
    return difference.high() < 0 ? "worse" : "not told apart";
  }

  /** Four digits; a dash for what there is none of. */
  static String figure(@Nullable Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.4f", value);
  }
}

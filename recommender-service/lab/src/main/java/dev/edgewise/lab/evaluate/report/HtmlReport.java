/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.report;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.metric.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation as one page that needs nothing else: no script, font or image of elsewhere. */
final class HtmlReport {
  private static final String NDCG = "ndcg@10";
  private static final List<Integer> CUTS = List.of(1, 5, 10, 20);
  private static final List<String> SLICES = List.of("new", "1-4", "5-19", "20+");

  private final Evaluation evaluation;
  private final StringBuilder html = new StringBuilder();

  private HtmlReport(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  static String of(Evaluation evaluation) {
    return new HtmlReport(evaluation).page();
  }

  private String page() {
    String title = "How the rankers do on " + evaluation.catalogue();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.append(Html.element("title", title));
    html.append("<style>\n").append(Style.sheet()).append("</style>\n</head>\n<body>\n<main>\n");
    html.append(Html.element("h1", title));
    Sentences.of(evaluation).forEach(sentence -> html.append(Html.element("p", sentence)));
    evaluation.notes().forEach(note -> html.append(Html.element("p", "Note: " + note)));
    plots();
    tables();
    html.append(
        Html.element(
            "p",
            String.format(
                Locale.ROOT,
                "Seed %d, negatives %s; %.1f s on %s.",
                evaluation.options().seed(),
                JsonReport.negatives(evaluation),
                evaluation.seconds(),
                evaluation.machine())));
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private void plots() {
    figure(
        "NDCG@10 and its 95 % interval over users",
        "How high the targets stand in the first ten; 1 would be all of them on top.",
        Plot.bars("NDCG@10 by ranker", intervals()));
    figure(
        "NDCG by length of the list",
        "The same, with lists cut at 1, 5, 10 and 20.",
        Plot.lines(
            "NDCG at 1, 5, 10 and 20 by ranker",
            CUTS.stream().map(k -> "@" + k).toList(),
            byCut()));
    figure(
        "Where targets get lost",
        "Share of the targets that may be shown at all, that any source has among its first 100,"
            + " that the merged candidates hold, and that the lists' first 20 and 10 hold.",
        Plot.funnel("Share of the targets at each stage", evaluation.stages()));
    figure(
        "NDCG@10 by how much is known of a user",
        "Users by their number of training events; new ones have none.",
        Plot.lines("NDCG@10 by number of training events", SLICES, bySlice()));
  }

  private void figure(String heading, String caption, String plot) {
    html.append(Html.element("h2", heading)).append("<figure>").append(plot);
    html.append(Html.element("figcaption", caption)).append("</figure>\n");
  }

  private Map<String, Interval> intervals() {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    evaluation
        .rankers()
        .forEach((name, result) -> {
          Interval interval = result.intervals().get(NDCG);
          if (interval != null) {
            intervals.put(name, interval);
          }
        });
    return intervals;
  }

  private Map<String, List<@Nullable Double>> byCut() {
    Map<String, List<@Nullable Double>> lines = new LinkedHashMap<>();
    evaluation
        .rankers()
        .forEach((name, result) -> {
          List<@Nullable Double> line = new ArrayList<>();
          CUTS.forEach(k -> line.add(result.metrics().get("ndcg@" + k)));
          lines.put(name, line);
        });
    return lines;
  }

  private Map<String, List<@Nullable Double>> bySlice() {
    Map<String, List<@Nullable Double>> lines = new LinkedHashMap<>();
    evaluation
        .rankers()
        .forEach((name, result) -> {
          List<@Nullable Double> line = new ArrayList<>();
          for (String slice : SLICES) {
            Evaluation.Slice of = result.slices().get(slice);
            line.add(of == null ? null : of.metrics().get(NDCG));
          }
          lines.put(name, line);
        });
    return lines;
  }

  private void tables() {
    html.append(Html.element("h2", "All figures"));
    for (String metric : List.of("hr", "ndcg", "mrr", "recall")) {
      List<String> names = CUTS.stream().map(k -> metric + "@" + k).toList();
      html.append(Html.table(Tables.metrics(evaluation, title(metric), names)));
    }
    String beyond =
        "What lists are beside being right: share of the items shown to anyone, bits of surprise,"
            + " popularity above the users' own, difference within a list";
    html.append(Html.table(Tables.metrics(evaluation, beyond, Tables.BEYOND)));
    html.append(Html.table(Tables.slices(evaluation)));
    html.append(Html.table(Tables.stages(evaluation)));
    html.append(Html.table(Tables.paired(evaluation)));
  }

  private static String title(String metric) {
    return switch (metric) {
      case "hr" -> "HR@k: share of the users with a target among the first k";
      case "ndcg" -> "NDCG@k: how high the targets stand among the first k";
      case "mrr" -> "MRR@k: 1 / place of the first target, 0 when it isn't among the first k";
      default -> "Recall@k: share of a user's targets that are among the first k";
    };
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.lab.check.finding.Section;
import dev.edgewise.lab.check.finding.Words;
import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.report.Table;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.LearnedRanker;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The result of a quick evaluation in words: how good the service's lists will be. */
record QualityFindings(QuickEvaluation measured) {
  private static final String TITLE = "Quality on your data";
  private static final List<String> METRICS = List.of(Scores.NDCG, Scores.HIT, "coverage@10");
  private static final int FEW_USERS = 30;

  /** The section where nothing can be measured. */
  static Section tooSmall(String why) {
    return new Section(TITLE, List.of(Finding.of("quality/too-small", 0, 0, why)), List.of());
  }

  /** The section about the quality that was measured on the data of the sample. */
  Section of(Dataset data) {
    int events = data.events().size();
    Finding sample =
        Finding.of(
            "sample",
            events,
            events,
            Words.count(data.users().size(), "user"),
            Words.count(measured.items(), "item"),
            Words.count(measured.users(), "user"));
    Finding ranker = Finding.of("sample-ranker/" + ranker(), 0, 0);
    return new Section(TITLE, List.of(sample, ranker, verdict()), List.of(table()));
  }

  private String ranker() {
    if (measured.ranker() instanceof LearnedRanker) {
      return "fitted";
    }
    return EvidenceRanker.STANDARD.equals(measured.ranker()) ? "standard" : "sources";
  }

  private Finding verdict() {
    int users = measured.users();
    Interval gain = measured.gain(QuickEvaluation.LISTS);
    if (users < FEW_USERS) {
      String only = "Only " + Words.count(users, "user") + " could be measured.";
      return Finding.of("quality/too-small", 0, 0, only);
    }
    String figures =
        String.format(
            Locale.ROOT,
            "(NDCG@10 %.3f against %.3f, difference %+.3f to %+.3f at 95 %%)",
            measured.ndcg(QuickEvaluation.LISTS),
            measured.ndcg(QuickEvaluation.POPULARITY),
            gain.low(),
            gain.high());
    String key = gain.above(0) ? "better" : gain.high() < 0 ? "worse" : "level";
    String by = percent(QuickEvaluation.LISTS).replaceFirst("^-", "");
    return Finding.of("quality/" + key, users, users, by, figures, better());
  }

  /** A single source that beats popularity where the service's lists don't. */
  private String better() {
    return QuickEvaluation.SOURCES.stream()
        .filter(name -> measured.gain(name).above(0))
        .max(Comparator.comparingDouble(measured::ndcg))
        .map(name -> " The source " + name + " alone beats it by " + percent(name) + ".")
        .orElse("");
  }

  private String percent(String name) {
    double popular = measured.ndcg(QuickEvaluation.POPULARITY);
    return popular == 0
        ? "more than can be said in percent"
        : String.format(Locale.ROOT, "%.0f %%", 100 * (measured.ndcg(name) / popular - 1));
  }

  private Table table() {
    return new Table(
        "The quick evaluation",
        Stream.concat(Stream.of("ranker"), METRICS.stream()).toList(),
        measured.metrics().entrySet().stream()
            .map(lists -> row(lists.getKey(), lists.getValue()))
            .toList(),
        1);
  }

  private static List<String> row(String name, Map<String, Double> metrics) {
    Stream<String> figures =
        METRICS.stream().map(metric -> String.format(Locale.ROOT, "%.4f", metrics.get(metric)));
    return Stream.concat(Stream.of(name), figures).toList();
  }
}

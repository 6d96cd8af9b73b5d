/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.lab.check.finding.Finding.Level;
import dev.edgewise.lab.check.finding.Section;
import dev.edgewise.lab.check.finding.Words;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.report.Reports;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param items the name of the file of items
 * @param events the name of the file of events
 * @param sections the findings by subject
 * @param evaluation means measured on a sample, by ranker and metric; empty without a measurement
 * @param description a {@code catalogue.json} to start from; empty if the catalogue has words
 * @param ndcg the NDCG@10 on the sample with its interval, by ranker
 */
public record CheckResult(
    String items,
    String events,
    List<Section> sections,
    Map<String, Object> description,
    Map<String, Map<String, Double>> evaluation,
    Map<String, Interval> ndcg) {
  private static final int MOST_IMPORTANT = 3;

  public CheckResult {
    sections = List.copyOf(sections);
  }

  private List<Finding> at(Level level) {
    return sections.stream()
        .flatMap(section -> section.findings().stream())
        .filter(finding -> finding.level() == level)
        .sorted(Comparator.comparingDouble(Finding::share).reversed())
        .toList();
  }

  /** Things that must be solved first. */
  public List<Finding> problems() {
    return at(Level.PROBLEM);
  }

  /** Things that should be better. */
  public List<Finding> warnings() {
    return at(Level.WARNING);
  }

  /** Whether nothing must be solved first. */
  public boolean isReady() {
    return problems().isEmpty();
  }

  /** The result in a few words, such as {@code Ready, with 2 warnings}. */
  public String verdict() {
    long warnings = warnings().size();
    String more = warnings == 0 ? "" : Words.count(warnings, "warning");
    if (isReady()) {
      return more.isEmpty() ? "Ready" : "Ready, with " + more;
    }
    String problems = Words.count(problems().size(), "problem");
    return "Not ready: " + problems + " to solve first" + (more.isEmpty() ? "" : ", and " + more);
  }

  /** The most important things to do, at most three, with problems first. */
  public List<Finding> mostImportant() {
    return List.of(problems(), warnings()).stream()
        .flatMap(List::stream)
        .filter(finding -> !finding.advice().isEmpty())
        .limit(MOST_IMPORTANT)
        .toList();
  }

  /** A drawing of the measurement as SVG; empty without one. */
  public String plot() {
    return ndcg.isEmpty() ? "" : Reports.bars("NDCG@10 by ranker", ndcg);
  }
}

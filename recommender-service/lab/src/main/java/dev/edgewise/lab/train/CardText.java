/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.Evaluation.Paired;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.report.Reports;
import dev.edgewise.lab.template.Templates;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.rank.Blend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A model's card: its training, its figures and its limits. The template calls public methods. */
record CardText(
    String name,
    PhiShape shape,
    TrainingRecord record,
    Blend blend,
    Evaluation evaluation,
    Map<String, Interval> diagnosis) {

  /** File name of the drawing; the template shows it under this name. */
  static final String CURVE = "learning.svg";

  /** A drawing of the validations. */
  String curve() {
    Map<Long, Double> curve = record.curve();
    Double alone = curve.get(0L);
    Map<String, List<@Nullable Double>> series = new LinkedHashMap<>();
    if (alone != null) {
      series.put("first stage", Collections.nCopies(curve.size(), alone));
    }
    series.put("with the model", new ArrayList<>(curve.values()));
    List<String> steps = curve.keySet().stream().map(String::valueOf).toList();
    return Reports.lines("Validation NDCG@10 by step", steps, series);
  }

  String markdown() {
    return Templates.render("card.md", this);
  }

  public Map<String, Double> weights() {
    return new TreeMap<>(blend.weights());
  }

  public List<Paired> differences() {
    return evaluation.paired().stream().filter(p -> p.metric().equals(Scores.NDCG)).toList();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.Evaluation.Measured;
import dev.edgewise.lab.evaluate.Evaluation.Result;
import dev.edgewise.lab.evaluate.Evaluation.Size;
import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.metric.Bootstrap;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.ranker.FullRanking;
import dev.edgewise.lab.evaluate.split.Case;
import dev.edgewise.lab.evaluate.split.Frozen;
import dev.edgewise.lab.evaluate.split.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Means, intervals, slices and comparisons out of what was measured user by user. */
record Findings(
    EvaluationOptions options, Dataset data, Plan plan, Frozen frozen, List<Case> cases) {

  /**
   * All of it.
   *
   * @param scores of the rankers, by name
   * @param counts what {@link Stages#of} gave for each case
   * @param sources names of the first stage's sources
   */
  Evaluation evaluation(
      Map<String, Scores> scores, List<List<String>> counts, List<String> sources, double seconds) {
    Slices slices = new Slices(cases);
    int[] known = slices.known();
    if (known.length == 0) {
      throw new BadEvaluationException("nothing was learnt of any of the sampled users; take more");
    }
    Map<String, Result> results = new LinkedHashMap<>();
    scores.forEach(
        (name, of) -> results.put(name, result(of, slices, known, frozen.items().size())));
    long targets = IntStream.of(known).mapToLong(i -> cases.get(i).targets().size()).sum();
    return new Evaluation(
        data.catalogue().description().title(),
        options,
        plan.split(),
        new Size(
            data.users().size(),
            data.itemsWithEvents().size(),
            data.events().size(),
            plan.training().size(),
            frozen.items().size()),
        data.leftOut(),
        new Measured(known.length, targets, slices.newUsers()),
        results,
        Stages.shares(cases, counts, known, scores),
        new Comparisons(scores, known, options.seed()).of(sources),
        notes(scores.keySet()),
        frozen.pace(cases),
        Machine.describe(),
        seconds);
  }

  private Result result(Scores scores, Slices slices, int[] known, int items) {
    Map<String, Double> metrics = scores.means(known);
    metrics.put("coverage@10", scores.coverage(known, items));
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (String metric : List.of(Scores.NDCG, Scores.HIT)) {
      intervals.put(metric, Bootstrap.mean(scores.of(metric, known), options.seed()));
    }
    return new Result(metrics, intervals, slices.of(scores));
  }

  private List<String> notes(Set<String> names) {
    List<String> notes = new ArrayList<>();
    Instant split = plan.split();
    Instant trainingEnds = data.catalogue().description().trainingEnds();
    boolean heldOut = split != null && trainingEnds != null && !split.isBefore(trainingEnds);
    if (names.contains(FullRanking.NAME) && !heldOut) {
      notes.add(
          "The model may have been trained on events that are measured here: then the figures of"
              + " full are too good.");
    }
    if (options.protocol() == Protocol.LEAVE_ONE_OUT) {
      notes.add(
          "Other users' later events were learnt from, so figures are higher than those of a"
              + " service would be; they are for comparison with tables made the same way.");
    }
    if (options.negatives() > 0) {
      notes.add(
          "Targets were ranked among sampled items only: figures are comparable with those of the"
              + " same number of items alone.");
    }
    return notes;
  }
}

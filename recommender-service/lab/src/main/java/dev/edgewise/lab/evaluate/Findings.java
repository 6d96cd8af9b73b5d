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
import dev.edgewise.lab.template.Templates;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Computes means, intervals, slices and comparisons from the figures of single users. */
record Findings(
    EvaluationOptions options, Dataset data, Plan plan, Frozen frozen, List<Case> cases) {

  /**
   * The whole evaluation.
   *
   * @param scores of the rankers, by name
   * @param counts the result of {@link Stages#of} for each case
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
    Instant split = plan.split();
    Instant trainingEnds = data.catalogue().description().trainingEnds();
    boolean heldOut = split != null && trainingEnds != null && !split.isBefore(trainingEnds);
    Map<String, Boolean> apply =
        Map.of(
            "seen",
            names.contains(FullRanking.NAME) && !heldOut,
            "future",
            options.protocol() == Protocol.LEAVE_ONE_OUT,
            "sampled",
            options.negatives() > 0);
    return Templates.render("notes.txt", apply).lines().toList();
  }
}

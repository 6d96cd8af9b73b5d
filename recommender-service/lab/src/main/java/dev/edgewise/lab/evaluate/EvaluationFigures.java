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
import dev.edgewise.lab.evaluate.split.SplitPlan;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainedState;
import dev.edgewise.lab.template.Templates;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Computes means, intervals, slices and comparisons from the figures of single users. */
record EvaluationFigures(
    EvaluationOptions options,
    Dataset data,
    SplitPlan plan,
    TrainedState trained,
    List<TestUser> users) {

  /**
   * The whole evaluation.
   *
   * @param scores of the rankers, by name
   * @param counts the result of {@link RecallByStage#of} for each test user
   * @param sources names of the first stage's sources
   */
  Evaluation evaluation(
      Map<String, Scores> scores, List<List<String>> counts, List<String> sources, double seconds) {
    UserSlices slices = new UserSlices(users);
    int[] known = slices.known();
    if (known.length == 0) {
      throw new BadEvaluationException(
          "none of the sampled users has training events; sample more users");
    }
    Map<String, Result> results = new LinkedHashMap<>();
    scores.forEach(
        (name, of) -> results.put(name, result(of, slices, known, trained.items().size())));
    long targets = IntStream.of(known).mapToLong(i -> users.get(i).targets().size()).sum();
    return new Evaluation(
        data.catalogue().description().title(),
        options,
        plan.split(),
        new Size(
            data.users().size(),
            data.itemsWithEvents().size(),
            data.events().size(),
            plan.training().size(),
            trained.items().size()),
        data.leftOut(),
        new Measured(known.length, targets, slices.newUsers()),
        results,
        RecallByStage.shares(users, counts, known, scores),
        new Comparisons(scores, known, options.seed()).of(sources),
        notes(scores.keySet()),
        trained.pace(users),
        Machine.describe(),
        seconds);
  }

  private Result result(Scores scores, UserSlices slices, int[] known, int items) {
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

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

/**
 * Computes means, intervals, slices and comparisons from the figures of single users.
 *
 * @param matched the number of users with matched figures
 * @param personas the number of generated users
 */
record EvaluationFigures(
    EvaluationOptions options,
    Dataset data,
    SplitPlan plan,
    TrainedState trained,
    List<TestUser> users,
    int matched,
    int personas) {
  private static final List<String> INTERVALS =
      List.of(Scores.NDCG, Scores.HIT, Scores.STRATIFIED, Scores.MATCHED);

  /**
   * The whole evaluation.
   *
   * @param measured the rankers, by name
   * @param counts the result of {@link RecallByStage#of} for each test user
   * @param sources names of the first stage's sources
   */
  Evaluation evaluation(
      Map<String, MeasuredRanker> measured,
      List<List<String>> counts,
      List<String> sources,
      double seconds) {
    UserSlices slices = new UserSlices(users, trained.counts(), options.seed());
    int[] known = slices.known();
    if (known.length == 0) {
      throw new BadEvaluationException(
          "none of the sampled users has earlier events; sample more users");
    }
    Map<String, Result> results = new LinkedHashMap<>();
    Map<String, Scores> scores = new LinkedHashMap<>();
    measured.forEach((name, one) -> {
      scores.put(name, one.scores());
      results.put(name, result(one, slices, known));
    });
    long targets = IntStream.of(known).mapToLong(i -> users.get(i).targets().size()).sum();
    return new Evaluation(
        data.catalogue().description().title(),
        options,
        plan.split(),
        plan.ties(),
        new Size(
            data.users().size(),
            data.itemsWithEvents().size(),
            data.events().size(),
            plan.training().size(),
            trained.items().size()),
        data.leftOut(),
        new Measured(known.length, targets, slices.newUsers(), matched, personas),
        results,
        RecallByStage.shares(users, counts, known, scores),
        new Comparisons(scores, known, options.seed()).of(sources),
        notes(scores.keySet()),
        trained.pace(users),
        Machine.describe(),
        seconds);
  }

  private Result result(MeasuredRanker one, UserSlices slices, int[] known) {
    Scores scores = one.scores();
    Map<String, Double> metrics = scores.means(known);
    metrics.put("coverage@10", scores.coverage(known, trained.items().size()));
    double personalisation = scores.personalisation(known, options.seed());
    if (!Double.isNaN(personalisation)) {
      metrics.put("personalisation@10", personalisation);
    }
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (String metric : INTERVALS) {
      if (metrics.containsKey(metric)) {
        intervals.put(metric, Bootstrap.mean(scores.of(metric, known), options.seed()));
      }
    }
    return new Result(metrics, intervals, slices.of(scores), one.responses());
  }

  private List<String> notes(Set<String> names) {
    Instant split = plan.split();
    Instant trainingEnds = data.catalogue().description().trainingEnds();
    boolean heldOut = split != null && trainingEnds != null && !split.isBefore(trainingEnds);
    Map<String, Boolean> apply =
        Map.of(
            "seen",
            names.stream().anyMatch(name -> RankerName.of(name).isFull()) && !heldOut,
            "future",
            options.protocol() == Protocol.LEAVE_ONE_OUT,
            "sampled",
            options.negatives() > 0);
    return Templates.render("notes.txt", apply).lines().toList();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.metric.Bootstrap;
import dev.edgewise.lab.evaluate.metric.Calibration;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.evaluate.metric.ListDiversity;
import dev.edgewise.lab.evaluate.metric.MetricInputs;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.metric.UserFigures;
import dev.edgewise.lab.evaluate.ranker.EvaluatedRanker;
import dev.edgewise.lab.evaluate.ranker.FirstStageRanking;
import dev.edgewise.lab.evaluate.ranker.SourceRanker;
import dev.edgewise.lab.evaluate.split.SplitPlan;
import dev.edgewise.lab.evaluate.split.Temporal;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainedState;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.learn.RankerFit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Lists for users of a sample, learnt from its earlier events and measured on what these users did
 * later, by the code of {@code ./edgewise evaluate}.
 *
 * @param users the number of measured users; all have earlier events
 * @param items the number of items that may be in the lists
 * @param ranker the ranker of the service's lists: a fitted one if there are enough users
 * @param scores by name of the lists: of the service, of single sources
 */
record QuickEvaluation(int users, int items, ItemRanker ranker, Map<String, Scores> scores) {
  /** The lists of the service. */
  static final String LISTS = FirstStageRanking.NAME;

  static final String POPULARITY = "popularity";

  /** Single sources to compare with. */
  static final List<String> SOURCES = List.of("trending", POPULARITY, "ease");

  private static final int MOST_USERS = 600;
  private static final long SEED = 7;

  QuickEvaluation {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /** Learns from the earlier nine tenths of the events and measures; there must be events. */
  static QuickEvaluation of(Dataset data, Progress progress) {
    SplitPlan plan = sampled(Temporal.plan(data, null));
    Candidates candidates = new Candidates(data.catalogue(), data.signals()::of);
    TrainedState trained = new TrainedState(data, plan, candidates, progress);
    learn(candidates, plan, progress);
    List<TestUser> users = trained.testUsers(0, SEED);
    MetricInputs inputs =
        new MetricInputs(
            trained.counts(),
            new ListDiversity(data.catalogue()),
            new Calibration(data.catalogue()),
            Map.of());
    int items = data.catalogue().all().size();
    Map<String, Scores> scores = new LinkedHashMap<>();
    for (String source : SOURCES) {
      scores.put(source, scores(new SourceRanker(source, candidates, items), users, inputs));
    }
    scores.put(
        LISTS, scores(new FirstStageRanking(candidates, LearnedRanker.DEFAULT), users, inputs));
    return new QuickEvaluation(users.size(), trained.items().size(), candidates.ranker(), scores);
  }

  /** Learns as the service does, but fits the ranker with less work. */
  private static void learn(Candidates candidates, SplitPlan plan, Progress progress) {
    plan.training().forEach(candidates::record);
    progress.note("learning which items go together");
    candidates.rebuild();
    Candidates.Snapshot all = candidates.snapshot();
    RankerFit.preview(
            all.interactions(),
            all.content(),
            all.allowed()::get,
            doing -> progress.note("%s", doing))
        .ifPresent(candidates::use);
  }

  /** The plan with some of the users that have earlier events. */
  private static SplitPlan sampled(SplitPlan plan) {
    List<SplitPlan.Subject> known =
        new ArrayList<>(
            plan.subjects().stream().filter(subject -> !subject.history().isEmpty()).toList());
    Collections.shuffle(known, new Random(SEED));
    return plan.with(known.subList(0, Math.min(MOST_USERS, known.size())));
  }

  private static Scores scores(EvaluatedRanker ranker, List<TestUser> users, MetricInputs inputs) {
    List<List<String>> lists =
        users.parallelStream()
            .map(user -> ranker.rank(user.profile(), user.open(), Scores.LONGEST))
            .toList();
    return new Scores(users, lists, Collections.nCopies(users.size(), List.of()), inputs);
  }

  private int[] everyone() {
    return IntStream.range(0, users).toArray();
  }

  private UserFigures figures(String name) {
    return Objects.requireNonNull(scores.get(name)).of(Scores.NDCG, everyone());
  }

  /** The mean NDCG@10 of some lists. */
  double ndcg(String name) {
    return figures(name).mean();
  }

  /** The mean difference in NDCG@10 of some lists from those of popularity. */
  Interval gain(String name) {
    return Bootstrap.mean(figures(name).minus(figures(POPULARITY)), SEED);
  }

  /** The mean NDCG@10 with its interval, by name of the lists. */
  Map<String, Interval> intervals() {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    scores.keySet().forEach(name -> intervals.put(name, Bootstrap.mean(figures(name), SEED)));
    return intervals;
  }

  /** The means of all metrics, by name of the lists. */
  Map<String, Map<String, Double>> metrics() {
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    scores.forEach((name, own) -> {
      Map<String, Double> means = own.means(everyone());
      means.put("coverage@10", own.coverage(everyone(), items));
      metrics.put(name, means);
    });
    return metrics;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.evaluate.EvaluationOptions.Protocol;
import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.metric.Calibration;
import dev.edgewise.lab.evaluate.metric.ListDiversity;
import dev.edgewise.lab.evaluate.metric.MetricInputs;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.persona.Responsiveness;
import dev.edgewise.lab.evaluate.ranker.EvaluatedRanker;
import dev.edgewise.lab.evaluate.split.LeaveOneOut;
import dev.edgewise.lab.evaluate.split.MatchedTarget;
import dev.edgewise.lab.evaluate.split.SplitPlan;
import dev.edgewise.lab.evaluate.split.Temporal;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainedState;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Ranker;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./edgewise evaluate}: reads historical events, lets the code of the service learn from the
 * training events, and measures the lists of each ranker.
 */
public final class EvaluationRun {
  /** A new number invalidates the lists that earlier versions stored. */
  private static final String STATE_VERSION = "4";

  private final EvaluationOptions options;
  private final ModelOpener models;
  private final Progress progress;
  private final long started = System.nanoTime();
  private final Dataset data;
  private final SplitPlan plan;
  private final Candidates candidates;
  private final Rankers rankers;
  private final List<String> names;

  private EvaluationRun(EvaluationOptions options, ModelOpener models, Progress progress)
      throws IOException, BadEventException {
    this.options = options;
    this.models = models;
    this.progress = progress;
    this.data =
        Dataset.read(
            options.items(),
            options.events(),
            options.core(),
            options.scale(),
            note -> progress.note("%s", note));
    if (data.events().isEmpty()) {
      throw new BadEvaluationException(
          options.events()
              + " holds no events to measure on: none is left of the catalogue's items");
    }
    this.candidates = new Candidates(data.catalogue(), data.signals()::of, options.without());
    this.plan = sample(plan(data, options), options);
    InstantSource present = InstantSource.fixed(plan.present());
    this.rankers =
        new Rankers(
            data.catalogue(),
            candidates,
            Shortlist.of(data.catalogue(), candidates, options.list(), present));
    this.names = rankers.chosen(options);
  }

  /**
   * Measures the rankers.
   *
   * @param models loads the model that {@code full} ranks by
   * @param log receives the progress
   * @throws IOException when a file can't be read or written
   * @throws BadEventException when a line of the events is not a valid event
   * @throws dev.edgewise.recommend.catalogue.CatalogueException when a line of another file is
   *     wrong
   * @throws BadEvaluationException when the options are impossible, or nothing can be measured
   */
  public static Evaluation run(EvaluationOptions options, ModelOpener models, PrintStream log)
      throws IOException, BadEventException {
    return run(options, models, new Progress(log));
  }

  /** The same, as a part of a longer job that reports its own progress. */
  public static Evaluation run(EvaluationOptions options, ModelOpener models, Progress progress)
      throws IOException, BadEventException {
    return new EvaluationRun(options, models, progress).run();
  }

  private static SplitPlan plan(Dataset data, EvaluationOptions options) {
    return options.protocol() == Protocol.TEMPORAL
        ? Temporal.plan(data, options.from())
        : LeaveOneOut.plan(data);
  }

  private static SplitPlan sample(SplitPlan plan, EvaluationOptions options) {
    if (plan.subjects().stream().allMatch(subject -> subject.history().isEmpty())) {
      throw new BadEvaluationException(
          options.protocol() == Protocol.TEMPORAL
              ? "no user has events before " + plan.split() + " and new items after it"
              : "no user has three events, which leave-one-out needs");
    }
    if (options.users() == 0 || options.users() >= plan.subjects().size()) {
      return plan;
    }
    List<Integer> places =
        new ArrayList<>(IntStream.range(0, plan.subjects().size()).boxed().toList());
    Collections.shuffle(places, new Random(options.seed()));
    return plan.with(
        places.subList(0, options.users()).stream().sorted().map(plan.subjects()::get).toList());
  }

  private Evaluation run() throws IOException {
    progress.note(
        "%d events to learn from, %d users to measure on, rankers %s",
        plan.training().size(), plan.subjects().size(), String.join(", ", names));
    if (options.model() == null || names.stream().noneMatch(name -> RankerName.of(name).isFull())) {
      return measured(null, "");
    }
    try (Ranker model = models.open(options.model())) {
      return measured(model, model.model().hash());
    }
  }

  private Evaluation measured(@Nullable Ranker model, String modelHash) throws IOException {
    TrainedState trained = new TrainedState(data, plan, candidates, progress);
    trained.learn();
    if (names.stream().anyMatch(name -> RankerName.of(name).isFitted())) {
      trained.fit();
    }
    List<TestUser> testUsers = trained.testUsers(options.negatives(), options.seed());
    Path report = options.report();
    Path directory = report == null ? null : report.resolve("state");
    TopLists lists = new TopLists(testUsers, new EvaluationState(directory, progress), progress);
    String fingerprint = directory == null ? "" : fingerprint();
    Map<String, MatchedTarget> matched = trained.matched(options.seed());
    MetricInputs inputs =
        new MetricInputs(
            trained.counts(),
            new ListDiversity(data.catalogue()),
            new Calibration(data.catalogue()),
            matched);
    Responsiveness responsiveness =
        new Responsiveness(trained, data.catalogue(), Set.copyOf(data.users()), options.seed());
    Map<String, MeasuredRanker> measured = new LinkedHashMap<>();
    for (String name : names) {
      EvaluatedRanker ranker = rankers.make(name, trained, plan, model, options.seed());
      String own = RankerName.of(name).isFull() ? fingerprint + " " + modelHash : fingerprint;
      List<List<String>> ranked =
          lists.of(name, own, one -> ranker.rank(one.profile(), one.open(), Scores.LONGEST));
      List<List<String>> orders =
          lists.of(name + "-matched", own, one -> order(ranker, one.profile(), matched));
      measured.put(
          name,
          new MeasuredRanker(
              new Scores(testUsers, ranked, orders, inputs), responsiveness.of(ranker)));
    }
    RecallByStage stages =
        new RecallByStage(candidates, rankers.sources(), Set.copyOf(trained.items()));
    List<List<String>> counts = lists.of("stages", fingerprint, stages::of);
    return new EvaluationFigures(
            options, data, plan, trained, testUsers, matched.size(), responsiveness.personas())
        .evaluation(measured, counts, candidates.sources(), (System.nanoTime() - started) / 1e9);
  }

  /** The order of the user's matched items; empty for users without. */
  private static List<String> order(
      EvaluatedRanker ranker, Profile profile, Map<String, MatchedTarget> matched) {
    MatchedTarget target = matched.get(profile.user());
    return target == null ? List.of() : ranker.order(profile, target.items());
  }

  /** The fingerprint of everything that the lists depend on, except the model. */
  private String fingerprint() throws IOException {
    Path description = options.items().resolveSibling(CatalogueDescription.FILE);
    Fingerprint print =
        new Fingerprint()
            .values(STATE_VERSION, options.protocol(), options.negatives(), options.core())
            .values(String.valueOf(options.from()), options.users(), options.seed(), options.list())
            .values(options.without())
            .files(options.items())
            .files(options.events())
            .code(EvaluationRun.class)
            .code(Shortlist.class)
            .code(Ranker.class)
            .code(Profile.class);
    return (Files.exists(description) ? print.files(description) : print).hex();
  }
}

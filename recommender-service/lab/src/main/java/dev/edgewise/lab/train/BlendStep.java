/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import com.google.gson.JsonObject;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.evaluate.Evaluation;
import dev.edgewise.lab.evaluate.EvaluationOptions;
import dev.edgewise.lab.evaluate.EvaluationRun;
import dev.edgewise.lab.evaluate.ModelOpener;
import dev.edgewise.lab.evaluate.metric.Interval;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.Shortlist;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The steps after a model's training: fits the blend on the validation window, measures the whole
 * pipeline on the held-out window as {@code ./edgewise evaluate} does, and writes both into the
 * archive together with its cards.
 *
 * @param options names the archive
 * @param replay has reached the validation window
 * @param heldOut start of the held-out window
 */
record BlendStep(
    TrainingOptions options,
    ModelOpener models,
    EventHistory history,
    TimelineReplay replay,
    Instant heldOut,
    Progress progress) {
  private static final int DIAGNOSIS_USERS = 200;

  /** How many lists the model ranks for a user: with the profile and without. */
  private static final int RANKINGS_TO_FIT = 2;

  /** One for each kind of prompt. */
  private static final int RANKINGS_TO_DIAGNOSE = 4;

  /** The user's list, and the order of the matched items. */
  private static final int RANKINGS_TO_MEASURE = 2;

  private static final List<String> MEASURED =
      List.of("popularity", "trending", "itemknn", "rp3beta", "ease", "first-stage", "full");

  /** Runs the steps; fits the blend to users of the validation window. */
  void run(List<UserSnapshot> snapshots) throws IOException {
    ModelCard card = PhiArchive.card(options.out());
    TrainingRecord record = TrainingRecord.of(card.notes());
    Blend blend;
    Map<String, Interval> diagnosis;
    PhiArchive.describe(options.out(), new JsonObject(), record.json());
    try (Ranker alone = models.open(options.out())) {
      ModelScores model = new ModelScores(alone);
      blend = BlendFit.fit(examples(model, snapshots), options.seed());
      progress.note("blend: %s", blend);
      diagnosis = diagnosis(model);
    }
    JsonObject ranking = new JsonObject();
    blend.weights().forEach(ranking::addProperty);
    PhiArchive.describe(options.out(), ranking, record.json());
    Evaluation evaluation = evaluation();
    PhiArchive.describe(options.out(), ranking, notes(record, evaluation));
    CardText text = new CardText(card.name(), card.shape(), record, blend, evaluation, diagnosis);
    DataCard data = new DataCard(history, record.trainedUntil(), record.heldOutFrom());
    AtomicFile.write(options.out().resolve("DATA.md"), data.markdown());
    AtomicFile.write(options.out().resolve(CardText.CURVE), text.curve() + "\n");
    AtomicFile.write(options.out().resolve("CARD.md"), text.markdown());
    progress.note("%s", text.markdown());
  }

  private int diagnosed() {
    return options.users() == 0 ? DIAGNOSIS_USERS : Math.min(DIAGNOSIS_USERS, options.users());
  }

  /** About how many lists the model ranks in these steps, from which their time is estimated. */
  long rankings(List<UserSnapshot> snapshots) {
    long fitted = snapshots.stream().filter(UserSnapshot::likedCandidate).count();
    long users = history.likes(heldOut, Instant.MAX).size();
    long measured = options.users() == 0 ? users : Math.min(options.users(), users);
    return RANKINGS_TO_FIT * fitted
        + RANKINGS_TO_DIAGNOSE * Math.min(diagnosed(), users)
        + RANKINGS_TO_MEASURE * measured;
  }

  private Map<String, Interval> diagnosis(ModelScores model) {
    replay.until(heldOut, index -> {});
    replay.candidates().rebuild();
    return new PromptDiagnosis(replay.candidates(), history.catalogue(), model)
        .of(
            UserSnapshots.at(replay, history, heldOut, Instant.MAX, diagnosed(), options.seed()),
            progress);
  }

  private Evaluation evaluation() throws IOException {
    EvaluationOptions evaluationOptions =
        new EvaluationOptions(
            options.items(),
            options.events(),
            EvaluationOptions.Protocol.TEMPORAL,
            0,
            0,
            MEASURED,
            options.out(),
            heldOut,
            options.users(),
            options.seed(),
            null,
            Shortlist.Options.STANDARD);
    try {
      return EvaluationRun.run(evaluationOptions, models, progress);
    } catch (BadEventException e) {
      throw new IllegalStateException("the same events could be read before", e);
    }
  }

  private static JsonObject notes(TrainingRecord record, Evaluation evaluation) {
    JsonObject notes = record.json();
    evaluation
        .rankers()
        .forEach((ranker, result) ->
            notes.addProperty("ndcg@10 " + ranker, result.metrics().getOrDefault("ndcg@10", 0.0)));
    return notes;
  }

  private List<BlendFit.Example> examples(ModelScores model, List<UserSnapshot> snapshots) {
    List<BlendFit.Example> examples = new ArrayList<>();
    for (int i = 0; i < snapshots.size(); i++) {
      UserSnapshot snapshot = snapshots.get(i);
      if (snapshot.likedCandidate()) {
        examples.add(example(model, snapshot));
      }
      progress.say("blend: user", i + 1, snapshots.size());
    }
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("no user to fit the blend on liked a candidate");
    }
    return examples;
  }

  private static BlendFit.Example example(ModelScores model, UserSnapshot snapshot) {
    List<Candidate> candidates = snapshot.candidates();
    Map<String, Double> answers = model.of(snapshot.user(), candidates);
    Map<String, Double> priors =
        model.of(UserContext.unknown(snapshot.user().language()), candidates);
    double[] s = new double[candidates.size()];
    double[] b = new double[candidates.size()];
    boolean[] liked = new boolean[candidates.size()];
    for (int i = 0; i < s.length; i++) {
      String id = candidates.get(i).id();
      s[i] = answers.getOrDefault(id, 0.0);
      b[i] = priors.getOrDefault(id, 0.0);
      liked[i] = snapshot.liked().contains(id);
    }
    return new BlendFit.Example(candidates, s, b, liked);
  }
}

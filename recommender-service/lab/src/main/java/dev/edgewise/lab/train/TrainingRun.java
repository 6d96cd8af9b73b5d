/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import com.google.gson.JsonObject;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.RatingScales;
import dev.edgewise.lab.evaluate.Machine;
import dev.edgewise.lab.evaluate.ModelOpener;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.phi.train.Trainer;
import dev.edgewise.phi.train.TrainingRequest;
import dev.edgewise.rank.prompt.RankingPrompt;
import dev.edgewise.recommend.candidates.PeriodicLearning;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code ./edgewise train}: makes requests from historical events, trains a small model on them,
 * fits the blend on the next four weeks, measures on the four weeks after those, and writes the
 * archive with a card. Nothing learns from the held-out weeks.
 */
public final class TrainingRun {
  private static final ModelCard.Limits LIMITS = new ModelCard.Limits(256, 48);
  private static final int FIT_USERS = 500;
  private static final Duration WARM_UP = Duration.ofDays(14);

  private final TrainingOptions options;
  private final ModelOpener models;
  private final Progress progress;
  private final EventHistory history;
  private final RankingPrompt prompt;
  private final Tokenizer tokenizer = Tokenizer.phi3();
  private final Instant heldOut;
  private final Instant validation;

  private TrainingRun(TrainingOptions options, ModelOpener models, PrintStream log)
      throws IOException, BadEventException {
    this.options = options;
    this.models = models;
    this.progress = new Progress(log);
    Consumer<String> notes = note -> progress.note("%s", note);
    Catalogue catalogue = Catalogue.read(options.items(), notes);
    RatingScales scales = catalogue.description().scales(null);
    this.history = EventHistory.read(catalogue, scales, options.events(), notes);
    scales.notes().forEach(notes);
    this.prompt = new RankingPrompt(tokenizer, LIMITS.prefix(), LIMITS.branch());
    if (history.events().isEmpty()) {
      throw new IllegalArgumentException(
          options.events()
              + " holds no events of the catalogue's items; there is nothing to learn");
    }
    Instant declared = catalogue.description().trainingEnds();
    this.heldOut =
        declared == null
            ? history.events().getLast().time().minus(TrainingOptions.WINDOW)
            : declared;
    this.validation = heldOut.minus(TrainingOptions.WINDOW);
  }

  /**
   * Trains and writes the archive.
   *
   * @param models loads the trained model, which is then measured
   * @param log receives the progress
   * @throws IOException when a file can't be read or written
   * @throws BadEventException when a line of the events is not a valid event
   * @throws IllegalArgumentException when the events are too few to learn from
   * @throws dev.edgewise.phi.token.ModelException when the archive can't be written, which is
   *     checked first
   */
  public static void run(TrainingOptions options, ModelOpener models, PrintStream log)
      throws IOException, BadEventException {
    PhiArchive.requireTarget(options.out());
    new TrainingRun(options, models, log).run();
  }

  /**
   * Fits the blend of an existing archive, measures it, and writes its cards.
   *
   * @param models loads the trained model, which is then measured
   * @param log receives the progress
   * @throws IOException when a file can't be read or written
   * @throws BadEventException when a line of the events is not a valid event
   * @throws IllegalArgumentException when the archive doesn't say how it was trained
   */
  public static void blend(TrainingOptions options, ModelOpener models, PrintStream log)
      throws IOException, BadEventException {
    var _ = PhiArchive.card(options.out()); // a wrong path shows before the work
    TrainingRun run = new TrainingRun(options, models, log);
    TimelineReplay replay = run.replay();
    replay.until(run.validation, index -> {});
    run.blendStep(replay).run(run.snapshotsToFit(replay));
  }

  private TimelineReplay replay() {
    return new TimelineReplay(history);
  }

  /** The users of the validation window, with candidates in the order of a fitted ranker. */
  private List<UserSnapshot> snapshotsToFit(TimelineReplay replay) {
    PeriodicLearning.fit(
            replay.candidates(), Duration.ZERO, null, doing -> progress.note("ranker: %s", doing))
        .ifPresent(replay.candidates()::use);
    return UserSnapshots.at(replay, history, validation, heldOut, FIT_USERS, options.seed());
  }

  private BlendStep blendStep(TimelineReplay replay) {
    return new BlendStep(options, models, history, replay, heldOut, progress);
  }

  private void run() throws IOException {
    long started = System.nanoTime();
    RequestSampler requests = new RequestSampler(history, prompt, options.seed());
    TimelineReplay replay = replay();
    Instant first = history.events().getFirst().time().plus(WARM_UP);
    progress.note("making requests from %d events", history.events().size());
    List<TrainingRequest> training = requests.between(replay, first, validation, options.share());
    if (training.isEmpty()) {
      throw new IllegalArgumentException(
          "no likes between " + first + " and " + validation + " to learn from");
    }
    List<UserSnapshot> fit = snapshotsToFit(replay);
    progress.note(
        "%d requests to learn from, %d users to validate on", training.size(), fit.size());
    BlendStep blend = blendStep(replay);
    learn(training, fit, requests, blend.rankings(fit), started);
    blend.run(fit);
  }

  private void learn(
      List<TrainingRequest> training,
      List<UserSnapshot> fit,
      RequestSampler requests,
      long later,
      long started)
      throws IOException {
    int[] labels = prompt.verbalizer("en").labels();
    try (Trainer trainer =
        new Trainer(options.shape(), tokenizer, options.seed(), labels[0], labels[1])) {
      TrainingLoop loop = new TrainingLoop(options, trainer, requests, later, progress);
      TrainingLoop.Curve curve = loop.run(training, fit);
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      trainer.save(options.out(), card(record(curve, training.size(), took)));
      loop.forgetCheckpoint();
    }
  }

  private TrainingRecord record(TrainingLoop.Curve curve, int requests, Duration took) {
    return new TrainingRecord(
        history.catalogue().description().name(),
        validation,
        heldOut,
        requests,
        options.batch(),
        options.learningRate(),
        options.seed(),
        took.toSeconds(),
        Machine.describe(),
        curve.bestStep(),
        curve.ndcg());
  }

  private ModelCard card(TrainingRecord record) {
    Path name = options.out().getFileName();
    return new ModelCard(
        name == null ? "model" : name.toString(),
        options.shape(),
        true,
        "Apache-2.0",
        RankingPrompt.VERSION,
        LIMITS,
        new JsonObject(),
        record.json());
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import com.google.gson.JsonObject;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.evaluate.ModelOpener;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.phi.train.Trainer;
import dev.edgewise.phi.train.TrainingRequest;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.prompt.RankingPrompt;
import dev.edgewise.recommend.candidates.Mix;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code ./edgewise train}: makes requests out of the past, trains a small model on them, fits the
 * blend on the four weeks that follow, measures on the four weeks after those, and writes the
 * archive with a card that says all this. The held-out weeks are never learnt from.
 */
public final class TrainingRun {
  private static final ModelCard.Limits LIMITS = new ModelCard.Limits(256, 48);
  private static final Duration WARM_UP = Duration.ofDays(14);
  private static final int FIT_USERS = 500;
  private static final int SOURCE_WINDOWS = 3;

  private final TrainingOptions options;
  private final ModelOpener models;
  private final Progress progress;
  private final Past past;
  private final RankingPrompt prompt;
  private final Tokenizer tokenizer = Tokenizer.phi3();
  private final Instant heldOut;
  private final Instant validation;

  private TrainingRun(TrainingOptions options, ModelOpener models, PrintStream log)
      throws IOException, BadEventException {
    this.options = options;
    this.models = models;
    this.progress = new Progress(log);
    Catalogue catalogue = Catalogue.read(options.items());
    this.past = Past.read(catalogue, signals(catalogue), options.events());
    this.prompt = new RankingPrompt(tokenizer, LIMITS.prefix(), LIMITS.branch());
    if (past.events().isEmpty()) {
      throw new IllegalArgumentException(
          options.events()
              + " holds no events of the catalogue's items; there is nothing to learn");
    }
    Instant last = past.events().get(past.events().size() - 1).time();
    Instant declared = catalogue.description().trainingEnds();
    this.heldOut = declared == null ? last.minus(TrainingOptions.WINDOW) : declared;
    this.validation = heldOut.minus(TrainingOptions.WINDOW);
  }

  /**
   * Trains and writes the archive.
   *
   * @param models loads the model that was trained, to measure it
   * @param log where progress goes
   * @throws IOException when a file can't be read or written
   * @throws BadEventException when a line of the events isn't one
   * @throws IllegalArgumentException when the events are too few to learn from
   */
  public static void run(TrainingOptions options, ModelOpener models, PrintStream log)
      throws IOException, BadEventException {
    new TrainingRun(options, models, log).run();
  }

  /**
   * Fits the weights of the sources of candidates and writes them into the {@code catalogue.json}
   * beside the items.
   *
   * @param models loads the model that was trained, to measure it
   * @param log where progress goes
   * @throws IOException when a file can't be read or written
   * @throws BadEventException when a line of the events isn't one
   */
  public static Mix fitSources(TrainingOptions options, ModelOpener models, PrintStream log)
      throws IOException, BadEventException {
    TrainingRun run = new TrainingRun(options, models, log);
    Replay replay = new Replay(run.past, Mix.STANDARD);
    Mix mix = run.fitSources(replay);
    CatalogueDescription.writeSources(options.items(), mix.weights());
    run.progress.note("weights of the sources: %s", mix.weights());
    return mix;
  }

  /** On the windows before the one that is held out, as far as there is a past before them. */
  private Mix fitSources(Replay replay) {
    SourceFit fit = new SourceFit();
    Instant first = past.events().get(0).time().plus(WARM_UP);
    for (int back = SOURCE_WINDOWS; back >= 1; back--) {
      Instant frozen = heldOut.minus(TrainingOptions.WINDOW.multipliedBy(back));
      if (!frozen.isBefore(first)) {
        replay.until(frozen, index -> {});
        Instant until = frozen.plus(TrainingOptions.WINDOW);
        int users = fit.take(replay, past, frozen, until, options.seed());
        progress.note("%d users from %s to %s", users, frozen, until);
      }
    }
    if (fit.isEmpty()) {
      throw new IllegalArgumentException(
          "nobody who was there for two weeks before liked what a source would have brought by "
              + heldOut);
    }
    return fit.mix();
  }

  private static SignalWeights signals(Catalogue catalogue) {
    return SignalWeights.standard().withScales(catalogue.description().valueScales());
  }

  /**
   * Fits the blend of an archive anew, measures it, and writes its cards.
   *
   * @param models loads the model that was trained, to measure it
   * @param log where progress goes
   * @throws IOException when a file can't be read or written
   * @throws BadEventException when a line of the events isn't one
   * @throws IllegalArgumentException when the archive doesn't say how it was trained
   */
  public static void blend(TrainingOptions options, ModelOpener models, PrintStream log)
      throws IOException, BadEventException {
    TrainingRun run = new TrainingRun(options, models, log);
    Replay replay = run.replay();
    replay.until(run.validation, index -> {});
    run.blending(replay).run(run.momentsToFit(replay));
  }

  private Replay replay() {
    return new Replay(past, Mix.of(past.catalogue().description()));
  }

  private List<Moment> momentsToFit(Replay replay) {
    return Moments.at(replay, past, validation, heldOut, FIT_USERS, options.seed());
  }

  private Blending blending(Replay replay) {
    return new Blending(options, models, past, replay, heldOut, progress);
  }

  private void run() throws IOException {
    long started = System.nanoTime();
    Requests requests = new Requests(past, prompt, options.seed());
    Replay replay = replay();
    Instant first = past.events().get(0).time();
    progress.note("making requests of %d events", past.events().size());
    List<TrainingRequest> training =
        requests.between(replay, first.plus(WARM_UP), validation, options.share());
    if (training.isEmpty()) {
      throw new IllegalArgumentException(
          "no likes between " + first.plus(WARM_UP) + " and " + validation + " to learn from");
    }
    List<Moment> fit = momentsToFit(replay);
    progress.note(
        "%d requests to learn from, %d users to validate on", training.size(), fit.size());
    learn(training, fit, requests, started);
    blending(replay).run(fit);
  }

  private void learn(
      List<TrainingRequest> training, List<Moment> fit, Requests requests, long started)
      throws IOException {
    int[] labels = prompt.verbalizer("en").labels();
    try (Trainer trainer =
        new Trainer(options.shape(), tokenizer, options.seed(), labels[0], labels[1])) {
      Learning learning = new Learning(options, trainer, requests, progress);
      Learning.Curve curve = learning.run(training, fit);
      TrainingRecord record =
          TrainingRecord.of(
              options,
              past.catalogue().description().name(),
              validation,
              heldOut,
              training.size(),
              Duration.ofNanos(System.nanoTime() - started),
              curve);
      trainer.save(options.out(), card(new JsonObject(), record.json()));
      learning.forgetCheckpoint();
    }
  }

  private ModelCard card(JsonObject ranking, JsonObject notes) {
    Path name = options.out().getFileName();
    return new ModelCard(
        name == null ? "model" : name.toString(),
        options.shape(),
        true,
        "Apache-2.0",
        RankingPrompt.VERSION,
        LIMITS,
        ranking,
        notes);
  }
}

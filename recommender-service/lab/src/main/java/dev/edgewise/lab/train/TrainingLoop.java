/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.file.AtomicFile;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.phi.train.Trainer;
import dev.edgewise.phi.train.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The loop over batches. The learning rate warms up, then falls along a cosine to a twentieth of
 * its highest value. Eight times in a run the loop validates, keeps the best weights, and writes a
 * checkpoint to resume from. It stops early when validations no longer improve.
 */
final class TrainingLoop {
  private static final int VALIDATIONS = 8;
  private static final int PATIENCE = 3;
  private static final int VALIDATION_USERS = 250;
  private static final double LEAST_RATE = 0.05;

  private final TrainingOptions options;
  private final Trainer trainer;
  private final RequestSampler requests;
  private final long later;
  private final Progress progress;
  private final Path checkpoint;
  private final Path best;
  private final Path points;
  private final NavigableMap<Long, Double> curve = new TreeMap<>();
  private long shuffledEpoch = -1;
  private List<TrainingRequest> shuffled = List.of();

  /**
   * The outcome of the validations.
   *
   * @param ndcg NDCG@10 on the validation window by step; step 0 is the first stage alone
   * @param bestStep the step whose weights were kept
   */
  record Curve(Map<Long, Double> ndcg, long bestStep) {}

  /**
   * Creates the loop of a run.
   *
   * @param later the number of lists that the stages after the loop rank, for the time left
   */
  TrainingLoop(
      TrainingOptions options,
      Trainer trainer,
      RequestSampler requests,
      long later,
      Progress progress) {
    this.options = options;
    this.trainer = trainer;
    this.requests = requests;
    this.later = later;
    this.progress = progress;
    this.checkpoint = beside(".checkpoint");
    this.best = beside(".best");
    this.points = beside(".curve");
  }

  private Path beside(String suffix) {
    Path out = options.out().toAbsolutePath();
    return out.resolveSibling(out.getFileName() + suffix);
  }

  Curve run(List<TrainingRequest> training, List<UserSnapshot> snapshots) throws IOException {
    Files.createDirectories(checkpoint.getParent());
    List<UserSnapshot> validation =
        snapshots.stream().filter(UserSnapshot::likedCandidate).limit(VALIDATION_USERS).toList();
    curve.put(0L, ndcg(validation, whole -> new float[whole.offsets().length]));
    progress.note("the first stage alone: validation NDCG@10 %.4f", curve.get(0L));
    if (options.resume() && Files.exists(checkpoint)) {
      resume();
    }
    int every = Math.max(1, options.steps() / VALIDATIONS);
    double loss = Double.NaN;
    TimeLeft time = new TimeLeft(options.steps(), every, validation.size(), later);
    if (!validation.isEmpty()) {
      var _ = timed(validation.subList(0, 1), time); // so that the first line has an estimate
    }
    while (trainer.steps() < options.steps() && validationsSinceBest() < PATIENCE) {
      long began = System.nanoTime();
      double now = trainer.step(batch(training, trainer.steps()), rate(trainer.steps()));
      time.stepped(System.nanoTime() - began);
      loss = Double.isNaN(loss) ? now : 0.98 * loss + 0.02 * now;
      progress.say(line(loss, time), trainer.steps(), options.steps());
      if (trainer.steps() % every == 0 || trainer.steps() == options.steps()) {
        validate(timed(validation, time), loss);
        trainer.checkpoint(checkpoint);
      }
    }
    if (trainer.steps() < options.steps()) {
      progress.note("stopped early: no improvement in %d validations", PATIENCE);
    }
    if (bestStep() > 0) {
      trainer.resume(best);
    }
    return new Curve(curve, trainer.steps());
  }

  /** Resumes an interrupted run; its best weights stay until better ones come. */
  private void resume() throws IOException {
    trainer.resume(checkpoint);
    if (Files.exists(points)) {
      for (String line : Files.readAllLines(points)) {
        int space = line.indexOf(' ');
        curve.put(
            Long.valueOf(line.substring(0, space)), Double.valueOf(line.substring(space + 1)));
      }
    }
    // validations after the checkpoint are repeated
    curve.tailMap(trainer.steps(), false).clear();
    progress.note("resuming at step %d", trainer.steps());
  }

  /** The trained step with the best validation, the earliest of equals; 0 when there is none. */
  private long bestStep() {
    return curve.tailMap(1L).entrySet().stream()
        .max(
            Map.Entry.<Long, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(0L);
  }

  /** How many validations came after the best one. */
  private int validationsSinceBest() {
    return curve.tailMap(bestStep(), false).size();
  }

  /** NDCG@10 of the trained model. */
  private double timed(List<UserSnapshot> validation, TimeLeft time) {
    long began = System.nanoTime();
    double ndcg = ndcg(validation, trainer::score);
    time.ranked(validation.size(), System.nanoTime() - began);
    return ndcg;
  }

  private void validate(double ndcg, double loss) throws IOException {
    curve.put(trainer.steps(), ndcg);
    progress.note("step %d: loss %.4f, validation NDCG@10 %.4f", trainer.steps(), loss, ndcg);
    if (bestStep() == trainer.steps()) {
      trainer.checkpoint(best);
    }
    AtomicFile.write(
        points,
        curve.entrySet().stream()
            .map(point -> point.getKey() + " " + point.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private String line(double loss, TimeLeft time) {
    return "loss %.4f, %.1f requests/s, %.0f s left; step"
        .formatted(loss, time.stepsPerSecond() * options.batch(), time.seconds(trainer.steps()));
  }

  /** Each epoch has its own order, so a batch depends only on the seed and the step. */
  private List<TrainingRequest> batch(List<TrainingRequest> training, long step) {
    long first = step * options.batch();
    return LongStream.range(first, first + options.batch())
        .mapToObj(i -> epoch(training, i / training.size()).get((int) (i % training.size())))
        .toList();
  }

  private List<TrainingRequest> epoch(List<TrainingRequest> training, long epoch) {
    if (epoch != shuffledEpoch) {
      shuffled = new ArrayList<>(training);
      Collections.shuffle(shuffled, new Random(options.seed() + epoch));
      shuffledEpoch = epoch;
    }
    return shuffled;
  }

  private double rate(long step) {
    double warmUp = Math.max(1, Math.min(200, options.steps() / 10));
    if (step < warmUp) {
      return options.learningRate() * (step + 1) / warmUp;
    }
    double done = (step - warmUp) / Math.max(1, options.steps() - warmUp);
    double cosine = (1 + Math.cos(Math.PI * done)) / 2;
    return options.learningRate() * (LEAST_RATE + (1 - LEAST_RATE) * cosine);
  }

  private double ndcg(List<UserSnapshot> validation, Function<TrainingRequest, float[]> model) {
    double sum = 0;
    for (UserSnapshot snapshot : validation) {
      sum += snapshot.ndcg(scores(snapshot, model));
    }
    return validation.isEmpty() ? 0 : sum / validation.size();
  }

  /** The model's answers plus the logs of the first stage's scores. */
  private Map<String, Double> scores(
      UserSnapshot snapshot, Function<TrainingRequest, float[]> model) {
    TrainingRequest whole = requests.whole(snapshot);
    float[] answers = model.apply(whole);
    Map<String, Double> scores = new HashMap<>();
    IntStream.range(0, answers.length)
        .forEach(i ->
            scores.put(
                snapshot.candidates().get(i).id(), (double) (answers[i] + whole.offsets()[i])));
    return scores;
  }

  /** A finished run needs no checkpoint. */
  void forgetCheckpoint() throws IOException {
    for (Path file : List.of(checkpoint, best, points)) {
      Files.deleteIfExists(file);
    }
  }
}

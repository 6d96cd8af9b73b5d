/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.file.AtomicFile;
import dev.edgewise.lab.evaluate.metric.Metrics;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.phi.train.Trainer;
import dev.edgewise.phi.train.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The loop over batches: warm-up, then a cosine down to a twentieth of the highest rate; validates
 * now and then, keeps the best weights, leaves a checkpoint to go on from, and stops early when
 * validations bring nothing any more.
 */
final class Learning {
  private static final int VALIDATIONS = 8;
  private static final int PATIENCE = 3;
  private static final int VALIDATION_USERS = 250;
  private static final double LEAST_RATE = 0.05;

  private final TrainingOptions options;
  private final Trainer trainer;
  private final Requests requests;
  private final Progress progress;
  private final Path checkpoint;
  private final Path best;
  private final Path points;
  private final NavigableMap<Long, Double> curve = new TreeMap<>();

  /**
   * How validating went.
   *
   * @param ndcg NDCG@10 on the validation window by step; at step 0 that of the first stage alone
   * @param bestStep whose weights were kept
   */
  record Curve(Map<Long, Double> ndcg, long bestStep) {}

  Learning(TrainingOptions options, Trainer trainer, Requests requests, Progress progress) {
    this.options = options;
    this.trainer = trainer;
    this.requests = requests;
    this.progress = progress;
    this.checkpoint = beside(".checkpoint");
    this.best = beside(".best");
    this.points = beside(".curve");
  }

  private Path beside(String suffix) {
    Path out = options.out().toAbsolutePath();
    return out.resolveSibling(out.getFileName() + suffix);
  }

  Curve run(List<TrainingRequest> training, List<Moment> moments) throws IOException {
    Files.createDirectories(checkpoint.getParent());
    List<Moment> validation =
        moments.stream()
            .filter(m -> m.candidates().stream().anyMatch(c -> m.liked().contains(c.id())))
            .limit(VALIDATION_USERS)
            .toList();
    curve.put(0L, ndcg(validation, whole -> new float[whole.offsets().length]));
    progress.note("the first stage alone: validation NDCG@10 %.4f", curve.get(0L));
    if (options.resume() && Files.exists(checkpoint)) {
      goOn();
    }
    int every = Math.max(1, options.steps() / VALIDATIONS);
    double loss = Double.NaN;
    long started = System.nanoTime();
    long from = trainer.steps();
    while (trainer.steps() < options.steps() && vain() < PATIENCE) {
      double now = trainer.step(batch(training, trainer.steps()), rate(trainer.steps()));
      loss = Double.isNaN(loss) ? now : 0.98 * loss + 0.02 * now;
      progress.say(line(loss, started, from), trainer.steps(), options.steps());
      if (trainer.steps() % every == 0 || trainer.steps() == options.steps()) {
        validate(validation, loss);
        trainer.checkpoint(checkpoint);
      }
    }
    if (trainer.steps() < options.steps()) {
      progress.note("stopped early: %d validations brought nothing", PATIENCE);
    }
    if (bestStep() > 0) {
      trainer.resume(best);
    }
    return new Curve(curve, trainer.steps());
  }

  /**
   * From where a run was interrupted; what was best until then stays so until something beats it.
   */
  private void goOn() throws IOException {
    trainer.resume(checkpoint);
    if (Files.exists(points)) {
      for (String line : Files.readAllLines(points)) {
        int space = line.indexOf(' ');
        curve.put(
            Long.valueOf(line.substring(0, space)), Double.valueOf(line.substring(space + 1)));
      }
    }
    // what was validated after the checkpoint is done once more
    curve.tailMap(trainer.steps(), false).clear();
    progress.note("going on at step %d", trainer.steps());
  }

  /** The trained step that validated best, the earliest of equals; 0 before there is one. */
  private long bestStep() {
    return curve.tailMap(1L).entrySet().stream()
        .max(
            Map.Entry.<Long, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(0L);
  }

  /** How many validations since the best one brought nothing. */
  private int vain() {
    return curve.tailMap(bestStep(), false).size();
  }

  private void validate(List<Moment> validation, double loss) throws IOException {
    double ndcg = ndcg(validation, trainer::score);
    curve.put(trainer.steps(), ndcg);
    progress.note("step %d: loss %.4f, validation NDCG@10 %.4f", trainer.steps(), loss, ndcg);
    if (bestStep() == trainer.steps()) {
      trainer.checkpoint(best);
    }
    StringBuilder lines = new StringBuilder();
    curve.forEach((step, value) -> lines.append(step).append(' ').append(value).append('\n'));
    AtomicFile.write(points, lines.toString());
  }

  private String line(double loss, long started, long from) {
    double seconds = (System.nanoTime() - started) / 1e9;
    double perSecond = (trainer.steps() - from) * options.batch() / seconds;
    double left = (options.steps() - trainer.steps()) * options.batch() / perSecond;
    return "loss %.4f, %.1f requests/s, %.0f s left; step".formatted(loss, perSecond, left);
  }

  /** Every epoch is a permutation of its own, so a batch depends on seed and step alone. */
  private List<TrainingRequest> batch(List<TrainingRequest> training, long step) {
    List<TrainingRequest> batch = new ArrayList<>();
    long first = step * options.batch();
    for (long i = first; i < first + options.batch(); i++) {
      batch.add(
          training.get(order(i / training.size(), training.size())[(int) (i % training.size())]));
    }
    return batch;
  }

  private long orderedEpoch = -1;
  private int[] order = {};

  private int[] order(long epoch, int size) {
    if (epoch != orderedEpoch) {
      List<Integer> shuffled = new ArrayList<>(IntStream.range(0, size).boxed().toList());
      Collections.shuffle(shuffled, new Random(options.seed() + epoch));
      order = shuffled.stream().mapToInt(Integer::intValue).toArray();
      orderedEpoch = epoch;
    }
    return order;
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

  /** Of orders by the first stage's score and what is said beside it. */
  private double ndcg(List<Moment> validation, Function<TrainingRequest, float[]> model) {
    double sum = 0;
    for (Moment moment : validation) {
      TrainingRequest whole = requests.whole(moment);
      float[] s = model.apply(whole);
      for (int i = 0; i < s.length; i++) {
        s[i] += whole.offsets()[i];
      }
      List<String> ranked =
          IntStream.range(0, s.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -s[i]))
              .map(i -> moment.candidates().get(i).id())
              .toList();
      sum += Metrics.ndcg(ranked, moment.liked(), 10);
    }
    return validation.isEmpty() ? 0 : sum / validation.size();
  }

  /** A finished run needs no checkpoint. */
  void forgetCheckpoint() throws IOException {
    Files.deleteIfExists(checkpoint);
    Files.deleteIfExists(best);
    Files.deleteIfExists(points);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.phi.train.SequenceTrainer;
import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.SequenceModel;
import dev.edgewise.rank.feature.SequenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns the sequential model. Each learning continues from the one before, so that only the first
 * takes long. It ends when the lists of some users no longer get better, or half of the time that
 * is left is over. For one thread.
 */
public final class SequenceLearning implements AutoCloseable {
  /** An item with fewer users isn't learnt. */
  private static final int FEWEST_USERS = 2;

  /** The most items that are learnt, which bounds the memory: about 1.5 KiB each. */
  private static final int MOST_ITEMS = 200_000;

  private static final int MOST_CHOICES = 200;
  private static final int HELD_OUT = 1_000;
  private static final int PATIENCE = 4;
  private static final int TOP = 10;
  private static final long SEED = 5;

  private final int[] itemOf;
  private final IntFunction<String> ids;
  private final long end;
  private final Consumer<String> progress;
  private final SequenceTrainer trainer;

  /**
   * Prepares the learning.
   *
   * @param all all interactions
   * @param ids of items by their numbers
   * @param budget the time for all learnings together
   * @param start the model to start from, or null
   * @param progress receives what is being done, in a few words
   */
  public SequenceLearning(
      Interactions all,
      IntFunction<String> ids,
      Duration budget,
      @Nullable NamedSequenceModel start,
      Consumer<String> progress) {
    this.itemOf = items(all);
    this.ids = ids;
    this.end = System.nanoTime() + budget.toNanos();
    this.progress = progress;
    this.trainer = new SequenceTrainer(itemOf.length, SEED);
    if (start != null) {
      trainer.set(start.weights(named(itemOf), trainer.values()));
    }
  }

  private static int[] items(Interactions all) {
    int[] users = users(all);
    return IntStream.range(0, users.length)
        .filter(item -> users[item] >= FEWEST_USERS)
        .boxed()
        .sorted((one, other) -> Integer.compare(users[other], users[one]))
        .limit(MOST_ITEMS)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static int[] users(Interactions all) {
    int[] users = new int[all.items()];
    for (int i = 0; i < all.size(); i++) {
      users[all.item(i)] += all.chosen(i) ? 1 : 0;
    }
    return users;
  }

  private List<String> named(int[] items) {
    return IntStream.of(items).mapToObj(ids).toList();
  }

  /** Learns from these interactions; the source finds only items that were chosen in them. */
  SequenceSource after(Interactions before) {
    int[] rowOf = new int[before.items()];
    Arrays.fill(rowOf, -1);
    for (int row = 0; row < itemOf.length; row++) {
      rowOf[itemOf[row]] = row;
    }
    List<int[]> sequences = sequences(before, rowOf);
    Collections.shuffle(sequences, new Random(SEED));
    int most = Math.min(HELD_OUT, sequences.size() / 4);
    List<int[]> training = new ArrayList<>();
    List<int[]> heldOut = new ArrayList<>();
    for (int[] sequence : sequences) {
      if (sequence.length > 2 && heldOut.size() < most) {
        heldOut.add(sequence);
        training.add(Arrays.copyOf(sequence, sequence.length - 1));
      } else {
        training.add(sequence);
      }
    }
    train(training, heldOut);
    int[] users = users(before);
    return new SequenceSource(
        new SequenceModel(trainer.values()),
        IntStream.of(itemOf).map(item -> users[item] > 0 ? item : -1).toArray());
  }

  /** The model as it is now. */
  NamedSequenceModel named() {
    return new NamedSequenceModel(named(itemOf), new SequenceModel(trainer.values()));
  }

  private static List<int[]> sequences(Interactions before, int[] rowOf) {
    List<int[]> sequences = new ArrayList<>();
    for (int user = 0; user < before.users(); user++) {
      int[] rows =
          IntStream.range(before.start(user), before.start(user + 1))
              .filter(before::chosen)
              .map(i -> rowOf[before.item(i)])
              .filter(row -> row >= 0)
              .toArray();
      if (rows.length >= 2) {
        sequences.add(
            Arrays.copyOfRange(rows, Math.max(0, rows.length - MOST_CHOICES), rows.length));
      }
    }
    return sequences;
  }

  /** Trains until the held-out lists no longer get better; keeps the best weights. */
  private void train(List<int[]> sequences, List<int[]> heldOut) {
    long now = System.nanoTime();
    long stop = now + (end - now) / 2;
    BooleanSupplier hasTime =
        () -> {
          WorkCancelledException.check();
          return System.nanoTime() < stop;
        };
    List<float[]> best = trainer.values();
    double most = ndcg(heldOut, best);
    int worse = 0;
    for (int epoch = 1; worse < PATIENCE && hasTime.getAsBoolean(); epoch++) {
      double loss = trainer.epoch(sequences, hasTime);
      if (!Double.isFinite(loss)) {
        progress.accept("training the sequential model ended early, for its loss was " + loss);
        break;
      }
      List<float[]> values = trainer.values();
      double ndcg = ndcg(heldOut, values);
      progress.accept(
          String.format(
              Locale.ROOT,
              "training the sequential model, epoch %d: loss %.3f, NDCG %.4f",
              epoch,
              loss,
              ndcg));
      worse = ndcg > most ? 0 : worse + 1;
      if (ndcg > most) {
        most = ndcg;
        best = values;
      }
    }
    trainer.set(best);
  }

  /** The mean NDCG of the first ten for the last item of each sequence. */
  private static double ndcg(List<int[]> heldOut, List<float[]> values) {
    SequenceModel model = new SequenceModel(values);
    return heldOut.parallelStream()
        .mapToDouble(sequence -> {
          int last = sequence[sequence.length - 1];
          int[] before = Arrays.copyOf(sequence, sequence.length - 1);
          float[] shares = model.shares(before);
          IntStream.of(before).forEach(row -> shares[row] = 0);
          long better = 0;
          for (float share : shares) {
            better += share > shares[last] ? 1 : 0;
          }
          return better < TOP ? Math.log(2) / Math.log(better + 2.0) : 0;
        })
        .average()
        .orElse(0);
  }

  @Override
  public void close() {
    trainer.close();
  }
}

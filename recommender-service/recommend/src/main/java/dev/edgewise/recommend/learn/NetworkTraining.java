/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.FeatureNetwork;
import dev.edgewise.rank.feature.NetworkMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Trains the networks of a ranker. A softmax over a user's candidates turns scores into shares, and
 * the loss is the mean of -log(share) over the chosen ones, weighted by popularity^-beta. The
 * optimiser is AdamW with a rate that falls to zero. Plain arithmetic in a fixed order: equal data
 * and seeds give equal networks on every machine.
 */
final class NetworkTraining {
  private static final int BATCH = 16;

  private NetworkTraining() {}

  /**
   * Trains the networks, in parallel; {@code beta} from 0 (plain choices) weights rare choices
   * more.
   */
  static NetworkMean train(TrainingRows data, double beta, FitEffort effort) {
    Thread caller = Thread.currentThread(); // the others are never interrupted
    List<FeatureNetwork> networks =
        IntStream.range(0, effort.networks())
            .parallel()
            .mapToObj(seed -> train(data, beta, effort, seed, caller))
            .toList();
    return new NetworkMean(data.means(), data.deviations(), networks);
  }

  private static FeatureNetwork train(
      TrainingRows data, double beta, FitEffort effort, int seed, Thread caller) {
    Random random = new Random(seed);
    TrainableNetwork network = new TrainableNetwork(data.means().length, random);
    List<TrainingRows.Group> order = new ArrayList<>(data.groups());
    double mean = meanWeight(order, beta);
    int perEpoch = Math.max(1, order.size() / BATCH);
    int epochs = Math.max(effort.epochs(), effort.steps() / perEpoch);
    int steps = epochs * perEpoch;
    for (int step = 0; step < steps; step++) {
      if (step % perEpoch == 0) {
        Collections.shuffle(order, random);
      }
      int from = step % perEpoch * BATCH;
      List<TrainingRows.Group> batch = order.subList(from, Math.min(order.size(), from + BATCH));
      List<double[]> weights = batch.stream().map(group -> weights(group, beta, mean)).toList();
      network.step(batch, weights, 1 - step / (double) steps);
      WorkCancelledException.check(caller);
    }
    return network.trained();
  }

  private static double[] weights(TrainingRows.Group group, double beta, double mean) {
    return Arrays.stream(group.popularity()).map(p -> Math.pow(p, -beta) / mean).toArray();
  }

  private static double meanWeight(List<TrainingRows.Group> groups, double beta) {
    return groups.stream()
        .flatMapToDouble(group -> Arrays.stream(group.popularity()))
        .map(popularity -> Math.pow(popularity, -beta))
        .average()
        .orElse(1);
  }
}

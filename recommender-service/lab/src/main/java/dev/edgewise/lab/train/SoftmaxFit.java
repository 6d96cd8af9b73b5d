/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Fits the weights of a few features: the liked candidates' share in a softmax over each request's
 * weighted features is made as large as possible (McFadden's conditional logit), with a little
 * ridge. Adam on samples of the requests, with features divided by their spread: the problem is
 * concave and has a handful of unknowns.
 */
final class SoftmaxFit {
  private static final int STEPS = 1500;
  private static final int SAMPLE = 128;
  private static final double RATE = 0.05;
  private static final double RIDGE = 1e-3;
  private static final double LEAST_SPREAD = 1e-3;
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.99;
  private static final long SEED = 5;

  private SoftmaxFit() {}

  /**
   * One request.
   *
   * @param features by candidate, the same number for each
   * @param liked by candidate; at least one is
   */
  @SuppressWarnings("ArrayRecordComponent") // thousands of them, compared by nobody
  record Example(double[][] features, boolean[] liked) {}

  /**
   * The weights.
   *
   * @param least of each weight, for example 0 for one that must not be negative
   */
  static double[] fit(List<Example> examples, double[] least) {
    double[] spread = spread(examples, least.length);
    double[] scaled = new double[least.length];
    double[] mean = new double[least.length];
    double[] square = new double[least.length];
    Random random = new Random(SEED);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[least.length];
      for (int i = 0; i < SAMPLE; i++) {
        addGradient(examples.get(random.nextInt(examples.size())), scaled, spread, gradient);
      }
      double rate = RATE * (1 - step / (double) STEPS);
      for (int f = 0; f < scaled.length; f++) {
        double up = gradient[f] / SAMPLE - RIDGE * scaled[f];
        mean[f] = MEAN_DECAY * mean[f] + (1 - MEAN_DECAY) * up;
        square[f] = SQUARE_DECAY * square[f] + (1 - SQUARE_DECAY) * up * up;
        double first = mean[f] / (1 - Math.pow(MEAN_DECAY, step + 1));
        double second = square[f] / (1 - Math.pow(SQUARE_DECAY, step + 1));
        scaled[f] =
            Math.max(least[f] * spread[f], scaled[f] + rate * first / (Math.sqrt(second) + 1e-8));
      }
    }
    double[] weights = new double[scaled.length];
    for (int f = 0; f < weights.length; f++) {
      weights[f] = scaled[f] / spread[f];
    }
    return weights;
  }

  /** Sum over the requests of the liked candidates' mean log share. */
  static double likelihood(List<Example> examples, double[] weights) {
    double[] ones = new double[weights.length];
    Arrays.fill(ones, 1);
    double sum = 0;
    for (Example example : examples) {
      double[] share = shares(example, weights, ones);
      double logs = 0;
      int liked = 0;
      for (int i = 0; i < share.length; i++) {
        if (example.liked()[i]) {
          logs += Math.log(Math.max(share[i], Double.MIN_NORMAL));
          liked++;
        }
      }
      sum += logs / liked;
    }
    return sum;
  }

  /** Root of the mean squared distance of a feature from its mean in the request. */
  private static double[] spread(List<Example> examples, int features) {
    double[] spread = new double[features];
    for (Example e : examples) {
      for (int f = 0; f < features; f++) {
        spread[f] += variance(e, f) / examples.size();
      }
    }
    for (int f = 0; f < features; f++) {
      spread[f] = Math.max(LEAST_SPREAD, Math.sqrt(spread[f]));
    }
    return spread;
  }

  private static double variance(Example e, int feature) {
    double sum = 0;
    double squares = 0;
    for (double[] candidate : e.features()) {
      sum += candidate[feature];
      squares += candidate[feature] * candidate[feature];
    }
    double mean = sum / e.features().length;
    return Math.max(0, squares / e.features().length - mean * mean);
  }

  private static void addGradient(
      Example example, double[] scaled, double[] spread, double[] gradient) {
    double[] share = shares(example, scaled, spread);
    double liked = 0;
    for (boolean one : example.liked()) {
      liked += one ? 1 : 0;
    }
    for (int i = 0; i < share.length; i++) {
      double pull = (example.liked()[i] ? 1 / liked : 0) - share[i];
      for (int f = 0; f < gradient.length; f++) {
        gradient[f] += pull * example.features()[i][f] / spread[f];
      }
    }
  }

  private static double[] shares(Example example, double[] scaled, double[] spread) {
    double[] share = new double[example.liked().length];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < share.length; i++) {
      for (int f = 0; f < scaled.length; f++) {
        share[i] += scaled[f] * example.features()[i][f] / spread[f];
      }
      most = Math.max(most, share[i]);
    }
    double sum = 0;
    for (int i = 0; i < share.length; i++) {
      share[i] = Math.exp(share[i] - most);
      sum += share[i];
    }
    for (int i = 0; i < share.length; i++) {
      share[i] /= sum;
    }
    return share;
  }
}

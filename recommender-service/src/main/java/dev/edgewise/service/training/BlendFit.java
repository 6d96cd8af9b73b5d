/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.training;

import java.util.List;

/**
 * Fits the weights of first stage, model and prior: the liked candidates' share in a softmax over
 * each request's weighted features is made as large as possible, with a little ridge; then a bias
 * that makes the mean probability that of being liked. Plain gradient ascent on features divided by
 * their spread: the problem is concave and has three unknowns.
 */
final class BlendFit {
  private static final int STEPS = 2000;
  private static final double RATE = 0.05;
  private static final double RIDGE = 1e-3;
  private static final double LEAST_SPREAD = 1e-3;
  private static final int FEATURES = 3;

  private BlendFit() {}

  /**
   * One request.
   *
   * @param features by candidate: log first-stage score, the model's s, minus the model's prior
   * @param liked by candidate
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Example(double[][] features, boolean[] liked) {}

  /** The fitted weights; the model's is never negative: then it is left out. */
  record Weights(double firstStage, double model, double prior, double bias) {
    double logit(double logFirstStage, double s, double b) {
      return firstStage * logFirstStage + model * s - prior * b + bias;
    }
  }

  static Weights fit(List<Example> examples) {
    double[] spread = spread(examples);
    double[] w = {1, 0.1, 0};
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[FEATURES];
      examples.forEach(e -> addGradient(e, w, gradient));
      for (int f = 0; f < FEATURES; f++) {
        double scale = spread[f] * spread[f];
        w[f] += RATE * (gradient[f] / examples.size() / scale - RIDGE * w[f]);
        w[f] = Math.max(0, w[f]);
      }
    }
    return new Weights(w[0], w[1], w[2], bias(examples, w));
  }

  /**
   * Root of the mean squared distance of a feature from its mean in the request: a step of one rate
   * then suits features of any size.
   */
  private static double[] spread(List<Example> examples) {
    double[] squares = new double[FEATURES];
    for (Example e : examples) {
      for (int f = 0; f < FEATURES; f++) {
        squares[f] += variance(e, f) / examples.size();
      }
    }
    for (int f = 0; f < FEATURES; f++) {
      squares[f] = Math.max(LEAST_SPREAD, Math.sqrt(squares[f]));
    }
    return squares;
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

  private static void addGradient(Example example, double[] w, double[] gradient) {
    double[] share = shares(example, w);
    double liked = 0;
    for (boolean one : example.liked()) {
      liked += one ? 1 : 0;
    }
    for (int i = 0; i < share.length; i++) {
      double pull = (example.liked()[i] ? 1 / liked : 0) - share[i];
      for (int f = 0; f < FEATURES; f++) {
        gradient[f] += pull * example.features()[i][f];
      }
    }
  }

  private static double[] shares(Example example, double[] w) {
    double[] share = new double[example.liked().length];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < share.length; i++) {
      share[i] = dot(example.features()[i], w);
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

  /** The bias at which the mean of the sigmoids is the share of liked candidates, by bisection. */
  private static double bias(List<Example> examples, double[] w) {
    double low = -50;
    double high = 50;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (surplus(examples, w, middle) > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double surplus(List<Example> examples, double[] w, double bias) {
    double surplus = 0;
    for (Example e : examples) {
      for (int i = 0; i < e.liked().length; i++) {
        double p = 1 / (1 + Math.exp(-dot(e.features()[i], w) - bias));
        surplus += p - (e.liked()[i] ? 1 : 0);
      }
    }
    return surplus;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

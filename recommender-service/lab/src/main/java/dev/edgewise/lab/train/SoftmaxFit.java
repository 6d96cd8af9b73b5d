/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;

/**
 * Fits the weights of a few features: maximizes the liked candidates' share in a softmax over each
 * request's weighted features (McFadden's conditional logit), with a small ridge. Uses Adam on
 * samples of the requests, with features divided by their spread. The problem is concave and has a
 * handful of unknowns.
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
   * @param features a row for each candidate
   * @param target by candidate; liked ones share 1 equally, others have 0
   */
  record Example(SimpleMatrix features, SimpleMatrix target) {
    /**
     * A request whose candidates were liked or not.
     *
     * @param liked by candidate; at least one is
     */
    static Example of(double[][] features, boolean[] liked) {
      SimpleMatrix target = new SimpleMatrix(liked.length, 1);
      for (int i = 0; i < liked.length; i++) {
        target.set(i, liked[i] ? 1 : 0);
      }
      return new Example(new SimpleMatrix(features), target.divide(target.elementSum()));
    }

    private SimpleMatrix shares(SimpleMatrix weights) {
      SimpleMatrix logits = features.mult(weights);
      SimpleMatrix exp = logits.minus(logits.elementMax()).elementExp();
      return exp.divide(exp.elementSum());
    }
  }

  /** The weights, each at least {@code least}, for example 0 for one that can't be negative. */
  static double[] fit(List<Example> examples, double[] least) {
    SimpleMatrix spread = spread(examples);
    SimpleMatrix bound = new SimpleMatrix(least).elementMult(spread);
    SimpleMatrix scaled = new SimpleMatrix(least.length, 1);
    SimpleMatrix mean = scaled;
    SimpleMatrix square = scaled;
    Random random = new Random(SEED);
    for (int step = 0; step < STEPS; step++) {
      SimpleMatrix up =
          gradient(examples, random, scaled.elementDiv(spread))
              .elementDiv(spread)
              .plus(-RIDGE, scaled);
      mean = mean.scale(MEAN_DECAY).plus(1 - MEAN_DECAY, up);
      square = square.scale(SQUARE_DECAY).plus(1 - SQUARE_DECAY, up.elementMult(up));
      SimpleMatrix first = mean.divide(1 - Math.pow(MEAN_DECAY, step + 1));
      SimpleMatrix second = square.divide(1 - Math.pow(SQUARE_DECAY, step + 1));
      double rate = RATE * (1 - step / (double) STEPS);
      scaled = scaled.plus(rate, first.elementDiv(second.elementPower(0.5).plus(1e-8)));
      scaled = larger(bound, scaled);
    }
    return scaled.elementDiv(spread).getDDRM().getData();
  }

  /** The mean gradient of the log shares over a random sample of the requests. */
  private static SimpleMatrix gradient(
      List<Example> examples, Random random, SimpleMatrix weights) {
    SimpleMatrix sum = new SimpleMatrix(1, weights.getNumRows());
    for (int i = 0; i < SAMPLE; i++) {
      Example example = examples.get(random.nextInt(examples.size()));
      SimpleMatrix pull = example.target().minus(example.shares(weights));
      sum = sum.plus(pull.transpose().mult(example.features()));
    }
    return sum.divide(SAMPLE).transpose();
  }

  private static SimpleMatrix larger(SimpleMatrix one, SimpleMatrix other) {
    SimpleMatrix larger = one.copy();
    for (int i = 0; i < one.getNumElements(); i++) {
      larger.set(i, Math.max(one.get(i), other.get(i)));
    }
    return larger;
  }

  /** Sum over the requests of the liked candidates' mean log share. */
  static double likelihood(List<Example> examples, double[] weights) {
    SimpleMatrix column = new SimpleMatrix(weights);
    double sum = 0;
    for (Example example : examples) {
      SimpleMatrix logs = example.shares(column).plus(Double.MIN_NORMAL).elementLog();
      sum += logs.dot(example.target());
    }
    return sum;
  }

  /** Root of the mean squared distance of each feature from its mean in the request. */
  private static SimpleMatrix spread(List<Example> examples) {
    int features = examples.getFirst().features().getNumCols();
    SimpleMatrix variance = new SimpleMatrix(features, 1);
    for (Example example : examples) {
      for (int f = 0; f < features; f++) {
        variance.set(f, variance.get(f) + variance(example.features().getColumn(f)));
      }
    }
    SimpleMatrix least = SimpleMatrix.filled(features, 1, LEAST_SPREAD);
    return larger(least, variance.divide(examples.size()).elementPower(0.5));
  }

  private static double variance(SimpleMatrix values) {
    SimpleMatrix distance = values.minus(values.elementSum() / values.getNumRows());
    return distance.dot(distance) / values.getNumRows();
  }
}

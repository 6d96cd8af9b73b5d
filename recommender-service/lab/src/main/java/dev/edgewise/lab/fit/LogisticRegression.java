/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import java.util.List;

/**
 * Weighted logistic regression with a Gaussian prior, by Newton's method with steps halved until
 * they help (Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 4.4.1). The
 * problem is convex and has few unknowns. For one thread.
 */
public final class LogisticRegression {
  private static final int STEPS = 100;
  private static final int HALVINGS = 30;
  private static final double DONE = 1e-10;

  private final List<Row> rows;
  private final double[] center;
  private final double[] tightness;

  /**
   * One observation.
   *
   * @param x the first coefficients are multiplied by these and added
   * @param own the place of one more coefficient that is added, or -1
   * @param yes whether it came true
   * @param weight how much it counts, above 0
   * @param offset added to its logit
   */
  @SuppressWarnings("ArrayRecordComponent") // read once; nobody compares two
  public record Row(double[] x, int own, boolean yes, double weight, double offset) {
    double logit(double[] w) {
      return dot(x, w) + (own < 0 ? 0 : w[own]) + offset;
    }
  }

  /**
   * A regression.
   *
   * @param center where each coefficient lies without any rows
   * @param tightness by coefficient, how much of a logit squared a distance of 1 from there costs,
   *     twice; 0: nothing
   */
  public LogisticRegression(List<Row> rows, double[] center, double[] tightness) {
    this.rows = rows;
    this.center = center.clone();
    this.tightness = tightness.clone();
  }

  /** The likeliest coefficients. */
  public double[] fit() {
    double[] w = center.clone();
    double cost = cost(w);
    for (int step = 0; step < STEPS; step++) {
      double[] direction = direction(w);
      double size = 1;
      double[] next = moved(w, direction, size);
      for (int i = 0; i < HALVINGS && !(cost(next) <= cost); i++) {
        size /= 2;
        next = moved(w, direction, size);
      }
      double better = cost(next);
      if (!(cost - better > DONE * Math.abs(cost))) {
        return better < cost ? next : w;
      }
      w = next;
      cost = better;
    }
    return w;
  }

  private double cost(double[] w) {
    double cost = 0;
    for (Row row : rows) {
      cost += row.weight * loss(row.logit(w), row.yes);
    }
    for (int i = 0; i < w.length; i++) {
      double distance = w[i] - center[i];
      cost += tightness[i] * distance * distance / 2;
    }
    return cost;
  }

  /** Minus the logarithm of the probability of what came true. */
  static double loss(double logit, boolean yes) {
    double against = yes ? -logit : logit;
    return Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
  }

  private double[] direction(double[] w) {
    int n = w.length;
    double[][] hessian = new double[n][n + 1]; // the gradient is its last column
    for (Row row : rows) {
      double p = 1 / (1 + Math.exp(-row.logit(w)));
      double curve = row.weight * p * (1 - p);
      double pull = row.weight * ((row.yes ? 1 : 0) - p);
      for (int i = 0; i < row.x.length; i++) {
        add(hessian[i], row, curve * row.x[i], pull * row.x[i]);
      }
      if (row.own >= 0) {
        add(hessian[row.own], row, curve, pull);
      }
    }
    for (int i = 0; i < n; i++) {
      hessian[i][i] += tightness[i] + DONE;
      hessian[i][n] -= tightness[i] * (w[i] - center[i]);
    }
    return solved(hessian);
  }

  /** What an observation adds to one line of the system. */
  private static void add(double[] line, Row row, double curve, double pull) {
    for (int j = 0; j < row.x.length; j++) {
      line[j] += curve * row.x[j];
    }
    if (row.own >= 0) {
      line[row.own] += curve;
    }
    line[line.length - 1] += pull;
  }

  /** Gaussian elimination of a positive definite system, which needs no pivoting. */
  private static double[] solved(double[][] system) {
    int n = system.length;
    for (int i = 0; i < n; i++) {
      for (int below = i + 1; below < n; below++) {
        double times = system[below][i] / system[i][i];
        for (int j = i; j <= n; j++) {
          system[below][j] -= times * system[i][j];
        }
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double rest = system[i][n];
      for (int j = i + 1; j < n; j++) {
        rest -= system[i][j] * x[j];
      }
      x[i] = rest / system[i][i];
    }
    return x;
  }

  private static double[] moved(double[] from, double[] direction, double size) {
    double[] to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += size * direction[i];
    }
    return to;
  }

  /** Of the first, and as many of the second. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

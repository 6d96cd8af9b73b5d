/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.simple.SimpleMatrix;

/**
 * Weighted logistic regression with a Gaussian prior, by Newton's method (Hastie, Tibshirani and
 * Friedman, "The Elements of Statistical Learning", 4.4.1). A step is halved until it lowers the
 * cost. The problem is convex and has few unknowns. For one thread.
 */
public final class LogisticRegression {
  private static final int STEPS = 100;
  private static final int HALVINGS = 30;
  private static final double DONE = 1e-10;

  private final List<Row> rows;
  private final SimpleMatrix center;
  private final SimpleMatrix tightness;

  /**
   * One observation.
   *
   * @param x the values of the first coefficients
   * @param own the index of one more coefficient whose value is 1, or -1 for none
   * @param yes whether the outcome was positive
   * @param weight of the observation, above 0
   * @param offset added to its logit
   */
  @SuppressWarnings("ArrayRecordComponent") // read once; nobody compares two
  public record Row(double[] x, int own, boolean yes, double weight, double offset) {
    private int terms() {
      return own < 0 ? x.length : x.length + 1;
    }

    private int place(int term) {
      return term < x.length ? term : own;
    }

    private double value(int term) {
      return term < x.length ? x[term] : 1;
    }

    private double logit(SimpleMatrix w) {
      double sum = 0;
      for (int i = 0; i < terms(); i++) {
        sum += value(i) * w.get(place(i));
      }
      return sum + offset;
    }
  }

  /**
   * A regression.
   *
   * @param center the value of each coefficient without any rows
   * @param tightness by coefficient, the precision of the prior; 0 for no prior
   */
  public LogisticRegression(List<Row> rows, double[] center, double[] tightness) {
    this.rows = rows;
    this.center = new SimpleMatrix(center);
    this.tightness = new SimpleMatrix(tightness);
  }

  /** The most likely coefficients. */
  public double[] fit() {
    SimpleMatrix w = center;
    double cost = cost(w);
    for (int step = 0; step < STEPS; step++) {
      SimpleMatrix next = improved(w, cost);
      double better = cost(next);
      boolean done = !(cost - better > DONE * Math.abs(cost));
      if (better < cost) {
        w = next;
        cost = better;
      }
      if (done) {
        break;
      }
    }
    return w.getDDRM().getData();
  }

  /** The coefficients after one step, which never has a higher cost. */
  private SimpleMatrix improved(SimpleMatrix w, double cost) {
    SimpleMatrix step = newtonStep(w);
    for (int i = 0; i < HALVINGS && !(cost(w.plus(step)) <= cost); i++) {
      step = step.divide(2);
    }
    return w.plus(step);
  }

  private double cost(SimpleMatrix w) {
    double cost = 0;
    for (Row row : rows) {
      cost += row.weight * loss(row.logit(w), row.yes);
    }
    SimpleMatrix distance = w.minus(center);
    return cost + tightness.dot(distance.elementMult(distance)) / 2;
  }

  /** Minus the logarithm of the probability of the outcome. */
  static double loss(double logit, boolean yes) {
    double against = yes ? -logit : logit;
    return Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
  }

  /** Solves Hessian * step = gradient; the step is 0 when there is no solution. */
  private SimpleMatrix newtonStep(SimpleMatrix w) {
    DMatrixRMaj hessian = SimpleMatrix.diag(tightness.plus(DONE).getDDRM().getData()).getDDRM();
    DMatrixRMaj gradient = tightness.elementMult(center.minus(w)).getDDRM();
    for (Row row : rows) {
      double p = 1 / (1 + Math.exp(-row.logit(w)));
      double curve = row.weight * p * (1 - p);
      double pull = row.weight * ((row.yes ? 1 : 0) - p);
      for (int i = 0; i < row.terms(); i++) {
        gradient.add(row.place(i), 0, pull * row.value(i));
        for (int j = 0; j < row.terms(); j++) {
          hessian.add(row.place(i), row.place(j), curve * row.value(i) * row.value(j));
        }
      }
    }
    DMatrixRMaj step = new DMatrixRMaj(w.getNumRows(), 1);
    boolean solved = CommonOps_DDRM.solveSPD(hessian, gradient, step);
    return solved ? SimpleMatrix.wrap(step) : new SimpleMatrix(w.getNumRows(), 1);
  }
}

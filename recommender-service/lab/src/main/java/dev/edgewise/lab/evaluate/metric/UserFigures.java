/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import java.util.stream.IntStream;

/**
 * One metric of some users: a value for each, NaN where it is undefined, and the weight of each in
 * the mean.
 */
@SuppressWarnings("ArrayRecordComponent") // used once; nobody compares two
public record UserFigures(double[] values, double[] weights) {

  /** Figures that count equally. */
  static UserFigures equal(double[] values) {
    return new UserFigures(values, IntStream.range(0, values.length).mapToDouble(i -> 1).toArray());
  }

  /** The figures of the users at these places. */
  UserFigures at(int[] users) {
    return new UserFigures(
        IntStream.of(users).mapToDouble(user -> values[user]).toArray(),
        IntStream.of(users).mapToDouble(user -> weights[user]).toArray());
  }

  /** The differences from the same metric and the same users of another ranker. */
  public UserFigures minus(UserFigures other) {
    return new UserFigures(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] - other.values[i]).toArray(),
        weights);
  }

  /** The figures without the undefined ones. */
  UserFigures defined() {
    return at(IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray());
  }

  /** The weighted mean of the defined values; NaN without any. */
  public double mean() {
    int[] defined =
        IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    double sum = IntStream.of(defined).mapToDouble(i -> weights[i] * values[i]).sum();
    return sum / IntStream.of(defined).mapToDouble(i -> weights[i]).sum();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import dev.edgewise.load.report.Medians;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;

/** The median, lowest and highest of a figure over the rounds, with four digits. */
public record Spread(double median, double low, double high) {
  private static final MathContext DIGITS = new MathContext(4);

  static Spread of(Collection<Double> values) {
    double[] all = values.stream().mapToDouble(value -> value).toArray();
    return new Spread(
        rounded(Medians.percentile(all, 0.5)),
        rounded(Medians.percentile(all, 0)),
        rounded(Medians.percentile(all, 1)));
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

/** A mean with the interval that holds 95 % of the means of resampled users. */
public record Interval(double mean, double low, double high) {
  /** Whether the whole interval lies above a threshold. */
  public boolean above(double threshold) {
    return low > threshold;
  }
}

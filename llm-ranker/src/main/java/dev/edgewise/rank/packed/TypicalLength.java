/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

/** The mean number of tokens of one kind of text, with exponential smoothing. Thread-safe. */
final class TypicalLength {
  private static final double NEWEST_WEIGHT = 0.02;

  private volatile double mean;

  TypicalLength(int guess) {
    this.mean = guess;
  }

  synchronized void learn(int length) {
    mean += NEWEST_WEIGHT * (length - mean);
  }

  int get() {
    return (int) Math.ceil(mean);
  }
}

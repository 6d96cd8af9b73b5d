/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Arrays;

/**
 * Counts by item in which each event halves with every half-life. They use forward decay relative
 * to a landmark (Cormode et al., "Forward Decay", ICDE 2009), so they need no periodic update, and
 * the order of events doesn't matter. Not thread-safe: allow many readers or one writer.
 */
public final class DecayedCounts {
  /** After this many half-lives the landmark moves, before a double overflows. */
  private static final double MAX_EXPONENT = 500;

  private final double halfLife;
  private double[] counts = {};
  private double most;
  private long landmark;
  private boolean started;

  /** Creates counts with this half-life in seconds. */
  public DecayedCounts(double halfLifeSeconds) {
    this.halfLife = halfLifeSeconds;
  }

  /** Counts an event; {@code second} is its time since 1970. */
  public void count(int item, long second) {
    double weight = weight(second);
    if (item >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(item + 1, counts.length + counts.length / 2));
    }
    counts[item] += weight;
    most = Math.max(most, counts[item]);
  }

  private double weight(long second) {
    if (!started) {
      landmark = second;
      started = true;
    }
    if ((second - landmark) / halfLife > MAX_EXPONENT) {
      move(second);
    }
    return Math.pow(2, (second - landmark) / halfLife);
  }

  private void move(long second) {
    double shrink = Math.pow(2, (landmark - second) / halfLife);
    landmark = second;
    most *= shrink;
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= shrink;
    }
  }

  /** Returns the count of an item relative to the largest count, from 0 to 1. */
  public double relative(int item) {
    return item < 0 || item >= counts.length || most == 0 ? 0 : counts[item] / most;
  }

  /** Sets each element to the item's count in events of the time {@code now}. */
  void fill(float[] to, long now) {
    double factor = factor(now);
    for (int item = 0; item < Math.min(to.length, counts.length); item++) {
      to[item] = (float) (factor * counts[item]);
    }
  }

  private double factor(long now) {
    return Math.pow(2, (landmark - now) / halfLife);
  }
}

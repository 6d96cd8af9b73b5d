/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts by item, each event's part halved for every half-life that has passed. Kept by forward
 * decay relative to the first event seen, so nothing is swept before the landmark moves on; only
 * ratios of counts mean anything.
 */
final class DecayedCounts {
  /** So many half-lives after the landmark, weights near the largest double: it moves on. */
  private static final double LARGEST_EXPONENT = 500;

  private final Duration halfLife;
  private double[] counts = {};
  private double most;
  private double total;
  private @Nullable Instant landmark;

  DecayedCounts(Duration halfLife) {
    this.halfLife = halfLife;
  }

  void count(int item, Instant time) {
    double part = Math.pow(2, halfLives(time));
    if (item >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(item + 1, counts.length + counts.length / 2));
    }
    counts[item] += part;
    total += part;
    most = Math.max(most, counts[item]);
  }

  /** Items beyond it have no count. */
  int length() {
    return counts.length;
  }

  /** Relative to that of the item with the largest count, from 0 to 1. */
  double relative(int item) {
    return item >= counts.length || item < 0 || most == 0 ? 0 : counts[item] / most;
  }

  /** The items with the largest counts. */
  SourceResult find(TopItems best) {
    return SourceResult.in(counts, best);
  }

  /** Adds to each item's place its share of all counts, times a factor. */
  void addShares(double[] to, double factor) {
    double each = total == 0 ? 0 : factor / total;
    int end = Math.min(to.length, counts.length);
    for (int item = 0; item < end; item++) {
      to[item] += each * counts[item];
    }
  }

  /**
   * How many events of now the counts are worth.
   *
   * @param now not before the latest event
   */
  double events(Instant now) {
    return landmark == null
        ? 0
        : total * Math.pow(2, -Duration.between(landmark, now).toMillis() / (double) millis());
  }

  private long millis() {
    return halfLife.toMillis();
  }

  private double halfLives(Instant time) {
    Instant since = landmark == null ? time : landmark;
    double passed = Duration.between(since, time).toMillis() / (double) millis();
    if (passed > LARGEST_EXPONENT) {
      shrink(Math.pow(2, -LARGEST_EXPONENT));
      landmark = since.plus(halfLife.multipliedBy((long) LARGEST_EXPONENT));
      return halfLives(time);
    }
    landmark = since;
    return passed;
  }

  /** Makes every count relative to a later landmark. */
  private void shrink(double factor) {
    most *= factor;
    total *= factor;
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= factor;
    }
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts by item in which the weight of each event halves with every half-life. The counts use
 * forward decay relative to the first event, so they need no periodic update; only ratios of counts
 * are meaningful.
 */
final class DecayedCounts {
  /** After this many half-lives, weights come near the largest double and the landmark moves. */
  private static final double MAX_EXPONENT = 500;

  private final Duration halfLife;
  private double[] counts = {};
  private double most;
  private double total;
  private @Nullable Instant landmark;

  DecayedCounts(Duration halfLife) {
    this.halfLife = halfLife;
  }

  void count(int item, Instant time) {
    double weight = Math.pow(2, halfLives(time));
    if (item >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(item + 1, counts.length + counts.length / 2));
    }
    counts[item] += weight;
    total += weight;
    most = Math.max(most, counts[item]);
  }

  /** Items from this number on have no count. */
  int length() {
    return counts.length;
  }

  /** The item's count relative to the largest count, from 0 to 1. */
  double relative(int item) {
    return item >= counts.length || item < 0 || most == 0 ? 0 : counts[item] / most;
  }

  /** Offers all counts to {@code best}. */
  SourceResult find(TopItems best) {
    return SourceResult.in(counts, best);
  }

  /** Adds each item's share of all counts, times a factor, to the item's element. */
  void addShares(double[] to, double factor) {
    double each = total == 0 ? 0 : factor / total;
    int end = Math.min(to.length, counts.length);
    for (int item = 0; item < end; item++) {
      to[item] += each * counts[item];
    }
  }

  /** The total count in events of {@code now}, which must not be before the latest event. */
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
    if (passed > MAX_EXPONENT) {
      shrink(Math.pow(2, -MAX_EXPONENT));
      landmark = since.plus(halfLife.multipliedBy((long) MAX_EXPONENT));
      return halfLives(time);
    }
    landmark = since;
    return passed;
  }

  private void shrink(double factor) {
    most *= factor;
    total *= factor;
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= factor;
    }
  }
}

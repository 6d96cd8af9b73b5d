/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keeps the items with the largest positive scores. Equal scores are ordered by item number, so
 * that results are stable. A request offers a hundred thousand items. Those that may be among the
 * best are buffered; when the buffer is full, quickselect keeps the best of them, and worse items
 * are no longer buffered.
 */
public final class TopItems {
  private static final int MIN_CAPACITY = 16;

  /** The buffer holds this many times as many items as are kept. */
  private static final int BUFFER_FACTOR = 3;

  /** Sampling pays off above this many times as many items as are kept. */
  private static final int SAMPLE_FACTOR = 20;

  /** One in this many items is sampled: a prime, since items may be in a regular order. */
  private static final int SAMPLE_STEP = 61;

  private static final int SAMPLE_SPARE = 3;

  /** Items without a score are not offered. */
  private static final double LEAST_SCORE = Float.MIN_VALUE;

  private static final Comparator<ScoredItem> BEST_FIRST =
      Comparator.comparingDouble(ScoredItem::score).reversed().thenComparingInt(ScoredItem::item);

  private final int most;
  private final IntPredicate open;
  private double[] scores = new double[MIN_CAPACITY];
  private int[] items = new int[MIN_CAPACITY];
  private int size;
  private double least;
  private int leastItem = Integer.MAX_VALUE;

  /** Selects {@code most} items; {@code open} is called only for items with sufficient scores. */
  public TopItems(int most, IntPredicate open) {
    this.most = most;
    this.open = open;
  }

  public void offer(int item, double score) {
    if (better(score, item, least, leastItem) && score > 0 && most > 0 && open.test(item)) {
      buffer(item, score);
    }
  }

  /**
   * Offers the items from 0 on, by number. If there are many, a sample of them estimates the lowest
   * score that will be kept, so that few other items are buffered.
   */
  public void offerAll(float[] all) {
    double threshold = size == 0 && all.length > SAMPLE_FACTOR * most ? estimate(all) : 0;
    offerAll(all, Math.max(LEAST_SCORE, threshold));
    if (threshold > 0 && size < most) {
      size = 0;
      offerAll(all, LEAST_SCORE);
    }
  }

  /**
   * Offers items with at least this score. The first condition is nearly always false, so a
   * processor predicts it; whether a score is positive at all is unpredictable.
   */
  private void offerAll(float[] all, double threshold) {
    for (int i = 0; i < all.length; i++) {
      if (all[i] >= threshold && all[i] >= least) {
        offer(i, all[i]);
      }
    }
  }

  /** A score that slightly more items reach than are kept; 0 when few items have a score. */
  private double estimate(float[] all) {
    TopItems sample = new TopItems(2 * most / SAMPLE_STEP + SAMPLE_SPARE, any -> true);
    for (int item = 0; item < all.length; item += SAMPLE_STEP) {
      sample.offer(item, all[item]);
    }
    sample.choose();
    return sample.least;
  }

  private static boolean better(double score, int item, double than, int other) {
    return score > than || (score == than && item < other);
  }

  private void buffer(int item, double score) {
    if (size == items.length) {
      int capacity = Math.min(2 * size, Math.max(MIN_CAPACITY, BUFFER_FACTOR * most));
      scores = Arrays.copyOf(scores, capacity);
      items = Arrays.copyOf(items, capacity);
    }
    scores[size] = score;
    items[size++] = item;
    if (size == items.length && size >= BUFFER_FACTOR * most) {
      choose();
    }
  }

  private void choose() {
    if (size <= most) {
      return;
    }
    select();
    size = most;
    least = scores[0];
    leastItem = items[0];
    for (int i = 1; i < size; i++) {
      if (better(least, leastItem, scores[i], items[i])) {
        least = scores[i];
        leastItem = items[i];
      }
    }
  }

  /** Moves the best items to the front (Hoare, "Algorithm 65: find", CACM 1961). */
  private void select() {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      double pivot = scores[middle];
      int pivotItem = items[middle];
      int i = low;
      int j = high;
      while (i <= j) {
        while (better(scores[i], items[i], pivot, pivotItem)) {
          i++;
        }
        while (better(pivot, pivotItem, scores[j], items[j])) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      if (most - 1 <= j) {
        high = j;
      } else if (most - 1 >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private void swap(int i, int j) {
    double score = scores[i];
    int item = items[i];
    scores[i] = scores[j];
    items[i] = items[j];
    scores[j] = score;
    items[j] = item;
  }

  /** The highest score; 0 when nothing is kept. */
  double top() {
    double top = 0;
    for (int i = 0; i < size; i++) {
      top = Math.max(top, scores[i]);
    }
    return top;
  }

  /** Visits the kept items in no particular order, without sorting. */
  public void eachItem(IntConsumer consumer) {
    choose();
    for (int i = 0; i < size; i++) {
      consumer.accept(items[i]);
    }
  }

  /** The kept items, best first. */
  public List<ScoredItem> list() {
    choose();
    return IntStream.range(0, size)
        .mapToObj(i -> new ScoredItem(items[i], scores[i]))
        .sorted(BEST_FIRST)
        .collect(Collectors.toList());
  }
}

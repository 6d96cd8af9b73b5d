/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Keeps the items with the largest positive scores; equal scores go by number, so that answers
 * don't waver. A hundred thousand items are offered for each request: those that may be among the
 * best are noted, and now and then the best of the noted are chosen (quickselect), from when on
 * nothing worse is noted.
 */
public final class TopItems {
  private static final int FIRST_ROOM = 16;

  /** So many times as many items as are kept are noted before some are dropped. */
  private static final int NOTED = 3;

  /** A sample is worth its while among more than so many times as many as are kept. */
  private static final int SAMPLED = 20;

  /** One of so many is in the sample: a prime, since items may lie in a pattern. */
  private static final int STEP = 61;

  private static final int SPARE = 3;

  private final int most;
  private final IntPredicate open;
  private double[] scores = new double[FIRST_ROOM];
  private int[] items = new int[FIRST_ROOM];
  private int size;
  private double least;
  private int leastItem = Integer.MAX_VALUE;

  /**
   * The best of those items that may be kept.
   *
   * @param open whether an item may; asked only of items that are good enough
   */
  public TopItems(int most, IntPredicate open) {
    this.most = most;
    this.open = open;
  }

  public void offer(int item, double score) {
    if (better(score, item, least, leastItem) && score > 0 && most > 0 && open.test(item)) {
      note(item, score);
    }
  }

  /** Offers the items from 0 on, by number. */
  void offerAll(double[] all) {
    offerAll(all, IntUnaryOperator.identity());
  }

  /**
   * Offers the item of each place. Where there are many, a sample of them says how good the best
   * will be, so that little else is noted.
   */
  void offerAll(double[] all, IntUnaryOperator itemOf) {
    double guess = size == 0 && all.length > SAMPLED * most ? guess(all) : 0;
    offerAll(all, itemOf, guess);
    if (guess > 0 && size < most) {
      size = 0;
      offerAll(all, itemOf, 0);
    }
  }

  /**
   * Offers those with at least this score. What is asked first is nearly always false, so that a
   * processor foresees it; whether a score is positive at all it can't foresee.
   */
  private void offerAll(double[] all, IntUnaryOperator itemOf, double from) {
    for (int place = 0; place < all.length; place++) {
      if (all[place] >= from && all[place] >= least) {
        offer(itemOf.applyAsInt(place), all[place]);
      }
    }
  }

  /** A score that some more items than are kept have at least; 0 when only few have any. */
  private double guess(double[] all) {
    TopItems sample = new TopItems(2 * most / STEP + SPARE, any -> true);
    for (int item = 0; item < all.length; item += STEP) {
      sample.offer(item, all[item]);
    }
    sample.choose();
    return sample.least;
  }

  private static boolean better(double score, int item, double than, int other) {
    return score > than || (score == than && item < other);
  }

  private void note(int item, double score) {
    if (size == items.length) {
      int room = Math.min(2 * size, Math.max(FIRST_ROOM, NOTED * most));
      scores = Arrays.copyOf(scores, room);
      items = Arrays.copyOf(items, room);
    }
    scores[size] = score;
    items[size++] = item;
    if (size == items.length && size >= NOTED * most) {
      choose();
    }
  }

  /** Drops all but the best. */
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

  /** Brings the best to the front (Hoare, "Algorithm 65: find", CACM 1961). */
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

  /** The highest score, 0 when nothing is kept. */
  double top() {
    double top = 0;
    for (int i = 0; i < size; i++) {
      top = Math.max(top, scores[i]);
    }
    return top;
  }

  /** Goes through the kept ones in no particular order, which needs no sorting. */
  public void eachItem(IntConsumer consumer) {
    choose();
    for (int i = 0; i < size; i++) {
      consumer.accept(items[i]);
    }
  }

  /** The kept ones, best first. */
  public List<ScoredItem> list() {
    choose();
    ScoredItem[] list = new ScoredItem[size];
    for (int i = 0; i < size; i++) {
      list[i] = new ScoredItem(items[i], scores[i]);
    }
    Arrays.sort(list, TopItems::compare);
    return Arrays.asList(list);
  }

  private static int compare(ScoredItem one, ScoredItem other) {
    int byScore = Double.compare(other.score(), one.score());
    return byScore != 0 ? byScore : Integer.compare(one.item(), other.item());
  }
}

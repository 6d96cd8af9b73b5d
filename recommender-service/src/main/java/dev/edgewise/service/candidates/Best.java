/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Keeps the items with the largest positive scores; equal scores go by number, so that answers
 * don't waver. A binary heap on plain arrays, the worst on top: a hundred thousand items are
 * offered for each request.
 */
final class Best {
  private static final int FIRST_ROOM = 16;

  private final int most;
  private final IntPredicate open;
  private double[] scores;
  private int[] items;
  private int size;

  /**
   * The best of those items that may be kept.
   *
   * @param open whether an item may; asked only of items that are good enough
   */
  Best(int most, IntPredicate open) {
    this.most = most;
    this.open = open;
    this.scores = new double[Math.min(most, FIRST_ROOM)];
    this.items = new int[scores.length];
  }

  void offer(int item, double score) {
    if (!(score > 0) || most == 0) {
      return;
    }
    if (size < most) {
      if (open.test(item)) {
        add(item, score);
      }
    } else if (!worse(score, item, scores[0], items[0]) && open.test(item)) {
      sink(0, item, score);
    }
  }

  /** Offers the items from 0 on, by number, in the quickest way: most are passed over. */
  void offerAll(double[] all) {
    double least = 0;
    for (int item = 0; item < all.length; item++) {
      // of equals the first, which is there already
      if (all[item] > least) {
        offer(item, all[item]);
        least = size == most && size > 0 ? scores[0] : 0;
      }
    }
  }

  /** Whether the first comes after the second. */
  private static boolean worse(double score, int item, double than, int other) {
    return score < than || (score == than && item > other);
  }

  private void add(int item, double score) {
    if (size == scores.length) {
      int room = Math.min(most, 2 * size);
      scores = Arrays.copyOf(scores, room);
      items = Arrays.copyOf(items, room);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!worse(score, item, scores[parent], items[parent])) {
        break;
      }
      scores[at] = scores[parent];
      items[at] = items[parent];
      at = parent;
    }
    scores[at] = score;
    items[at] = item;
  }

  private void sink(int from, int item, double score) {
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size
          && worse(scores[child + 1], items[child + 1], scores[child], items[child])) {
        child++;
      }
      if (!worse(scores[child], items[child], score, item)) {
        break;
      }
      scores[at] = scores[child];
      items[at] = items[child];
      at = child;
    }
    scores[at] = score;
    items[at] = item;
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
  void eachItem(IntConsumer consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(items[i]);
    }
  }

  /** The kept ones, best first. */
  List<Scored> list() {
    Scored[] list = new Scored[size];
    for (int i = 0; i < size; i++) {
      list[i] = new Scored(items[i], scores[i]);
    }
    Arrays.sort(list, Best::compare);
    return Arrays.asList(list);
  }

  private static int compare(Scored one, Scored other) {
    int byScore = Double.compare(other.score(), one.score());
    return byScore != 0 ? byScore : Integer.compare(one.item(), other.item());
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * Keeps the items with the largest positive scores; equal scores go by number, so that answers
 * don't waver.
 */
final class Best {
  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble((Scored s) -> -s.score()).thenComparingInt(Scored::item);

  private final PriorityQueue<Scored> heap = new PriorityQueue<>(BEST_FIRST.reversed());
  private final int most;
  private final IntPredicate open;
  private double least;

  /**
   * The best of those items that may be kept.
   *
   * @param open whether an item may; asked only of items that are good enough
   */
  Best(int most, IntPredicate open) {
    this.most = most;
    this.open = open;
  }

  void offer(int item, double score) {
    if (!(score > 0) || score < least || most == 0) {
      return;
    }
    Scored scored = new Scored(item, score);
    boolean full = heap.size() == most;
    if (full && BEST_FIRST.compare(scored, heap.element()) > 0) {
      return;
    }
    if (open.test(item)) {
      if (full) {
        heap.remove();
      }
      heap.add(scored);
      least = heap.size() == most ? heap.element().score() : 0;
    }
  }

  /** The kept ones, best first. */
  List<Scored> list() {
    List<Scored> list = new ArrayList<>(heap);
    list.sort(BEST_FIRST);
    return list;
  }
}

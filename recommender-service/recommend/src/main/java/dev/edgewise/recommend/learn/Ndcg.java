/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import java.util.List;
import java.util.Set;

/** Normalised discounted cumulative gain (Järvelin and Kekäläinen, ACM TOIS 2002). */
public final class Ndcg {
  private Ndcg() {}

  /**
   * NDCG@k of a list, from 0 to 1: gain 1 for a target, discount 1 / log2(place + 1); the ideal
   * list holds as many targets as fit into k. 0 without targets.
   *
   * @param ranked best first, without repeats; may be shorter than {@code k}
   */
  public static <T> double of(List<T> ranked, Set<T> targets, int k) {
    double gain = 0;
    for (int i = 0; i < Math.min(k, ranked.size()); i++) {
      gain += targets.contains(ranked.get(i)) ? discount(i) : 0;
    }
    double ideal = 0;
    for (int i = 0; i < Math.min(k, targets.size()); i++) {
      ideal += discount(i);
    }
    return ideal == 0 ? 0 : gain / ideal;
  }

  /** The weight of a place, counted from 0. */
  public static double discount(int index) {
    return Math.log(2) / Math.log(index + 2);
  }
}

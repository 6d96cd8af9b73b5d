/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.metric;

import dev.edgewise.recommend.learn.Ndcg;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of one ranked list for one user, by the targets that it should contain: 0 is worst, 1
 * best. A list may be shorter than {@code k}; targets that it lacks are missed. It holds no item
 * twice.
 *
 * <p>HR@k: whether any target is among the first k. NDCG@k (Järvelin and Kekäläinen, ACM TOIS
 * 2002): gain 1 for a target, discount 1 / log2(place + 1); the ideal list holds as many targets as
 * fit into k. MRR@k: 1 / place of the first target, 0 when none is among the first k. Recall@k:
 * share of all targets that are among the first k.
 */
public final class Metrics {
  private Metrics() {}

  /** NDCG@k. */
  public static double ndcg(List<String> ranked, Set<String> targets, int k) {
    return Ndcg.of(ranked, targets, k);
  }

  /** HR@k. */
  public static double hit(List<String> ranked, Set<String> targets, int k) {
    return found(ranked, targets, k) > 0 ? 1 : 0;
  }

  /** MRR@k. */
  public static double reciprocalRank(List<String> ranked, Set<String> targets, int k) {
    for (int i = 0; i < Math.min(k, ranked.size()); i++) {
      if (targets.contains(ranked.get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  /** Recall@k. */
  public static double recall(List<String> ranked, Set<String> targets, int k) {
    return targets.isEmpty() ? 0 : found(ranked, targets, k) / (double) targets.size();
  }

  /** How many targets are among the first k. */
  static int found(List<String> ranked, Set<String> targets, int k) {
    return (int) ranked.stream().limit(k).filter(targets::contains).count();
  }

  /** DCG@k in which each target has a gain of its own. */
  static double gain(List<String> ranked, Set<String> targets, ToDoubleFunction<String> of, int k) {
    double gain = 0;
    for (int i = 0; i < Math.min(k, ranked.size()); i++) {
      String item = ranked.get(i);
      gain += targets.contains(item) ? of.applyAsDouble(item) * Ndcg.discount(i) : 0;
    }
    return gain;
  }

  /** The largest possible {@link #gain}: that of a list with the largest gains on top. */
  static double ideal(Set<String> targets, ToDoubleFunction<String> of, int k) {
    double[] gains = targets.stream().mapToDouble(of).sorted().toArray();
    double ideal = 0;
    for (int i = 0; i < Math.min(k, gains.length); i++) {
      ideal += gains[gains.length - 1 - i] * Ndcg.discount(i);
    }
    return ideal;
  }
}

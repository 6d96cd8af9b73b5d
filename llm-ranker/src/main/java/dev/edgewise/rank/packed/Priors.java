/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cache of priors: the model's answers for branches behind the prefix of an unknown user. It
 * keeps the most recently used branches of one model. The key is a branch's tokens, so a new
 * version of the item or of the prompt has a key of its own. It also counts outliers, because a
 * text that asks for a yes has a prior far from all others. Thread-safe.
 */
final class Priors {
  private static final int MIN_COUNT = 100;
  private static final double MAX_DEVIATIONS = 5;

  private final Map<TokenKey, Double> known;
  private long count;
  private double mean;
  private double squares;
  private long outliers;

  Priors(int capacity) {
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<TokenKey, Double> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Returns the branches' priors in order; NaN for an unknown one. */
  synchronized double[] of(List<int[]> branches) {
    return branches.stream()
        .mapToDouble(branch -> known.getOrDefault(new TokenKey(branch), Double.NaN))
        .toArray();
  }

  /** Returns the branches whose prior is unknown. */
  static List<int[]> missing(List<int[]> branches, double[] priors) {
    List<int[]> missing = new ArrayList<>();
    for (int i = 0; i < priors.length; i++) {
      if (Double.isNaN(priors[i])) {
        missing.add(branches.get(i));
      }
    }
    return missing;
  }

  /** Replaces each unknown prior with the next computed one, and keeps it. */
  synchronized void complete(List<int[]> branches, double[] priors, double[] computed) {
    int next = 0;
    for (int i = 0; i < priors.length; i++) {
      if (Double.isNaN(priors[i])) {
        priors[i] = computed[next++];
        known.put(new TokenKey(branches.get(i)), priors[i]);
        learn(priors[i]);
      }
    }
  }

  /** Updates the running mean and variance (Welford, 1962). */
  private void learn(double prior) {
    if (!Double.isFinite(prior)) {
      return;
    }
    double deviation = Math.sqrt(squares / (count - 1));
    if (count >= MIN_COUNT && Math.abs(prior - mean) > MAX_DEVIATIONS * deviation) {
      outliers++;
    }
    count++;
    double gap = prior - mean;
    mean += gap / count;
    squares += gap * (prior - mean);
  }

  /** Returns how many priors were more than five standard deviations from all earlier ones. */
  synchronized long outliers() {
    return outliers;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the model answers for each branch when it knows nothing of the user, kept for the most
 * recently used branches: a branch's tokens are its item's version and the prompt's, and whoever
 * holds this holds one model. A prior far from all others is told of, since a text that asks for a
 * yes looks so. Thread-safe.
 */
final class Priors {
  private static final int LEARNT = 100;
  private static final double FAR = 5;

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

  /** The priors of branches in turn, NaN for those that aren't known. */
  synchronized double[] of(List<int[]> branches) {
    double[] priors = new double[branches.size()];
    for (int i = 0; i < priors.length; i++) {
      priors[i] = known.getOrDefault(new TokenKey(branches.get(i)), Double.NaN);
    }
    return priors;
  }

  /** The branches whose prior isn't known. */
  static List<int[]> missing(List<int[]> branches, double[] priors) {
    List<int[]> missing = new ArrayList<>();
    for (int i = 0; i < priors.length; i++) {
      if (Double.isNaN(priors[i])) {
        missing.add(branches.get(i));
      }
    }
    return missing;
  }

  /** Puts newly computed priors in the places of those missing, and keeps them. */
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

  /** Mean and variance as they go (Welford, 1962). */
  private void learn(double prior) {
    if (!Double.isFinite(prior)) {
      return;
    }
    if (count >= LEARNT && Math.abs(prior - mean) > FAR * Math.sqrt(squares / (count - 1))) {
      outliers++;
    }
    count++;
    double gap = prior - mean;
    mean += gap / count;
    squares += gap * (prior - mean);
  }

  /** How many priors were more than five standard deviations from all before. */
  synchronized long outliers() {
    return outliers;
  }
}

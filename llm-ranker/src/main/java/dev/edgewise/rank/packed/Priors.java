/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the model answers for each branch when it knows nothing of the user, kept for the most
 * recently used branches. Thread-safe.
 */
final class Priors {
  private final Map<TokenKey, Double> known;

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
      }
    }
  }
}

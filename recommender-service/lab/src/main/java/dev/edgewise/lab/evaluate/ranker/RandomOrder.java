/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** A random baseline: each user has a random order that depends only on the seed and the user. */
public record RandomOrder(List<String> items, long seed) implements EvaluatedRanker {
  public static final String NAME = "random";

  private record Drawn(long key, String item) {}

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    long user = mixed(seed ^ (0x9E3779B97F4A7C15L * profile.user().hashCode()));
    PriorityQueue<Drawn> smallest =
        new PriorityQueue<>((a, b) -> Long.compare(b.key, a.key)); // the largest on top
    for (int i = 0; i < items.size(); i++) {
      long key = mixed(user + i);
      boolean better = smallest.size() < most || key < smallest.element().key;
      if (better && open.test(items.get(i))) {
        smallest.add(new Drawn(key, items.get(i)));
        if (smallest.size() > most) {
          smallest.remove();
        }
      }
    }
    List<String> order = new ArrayList<>();
    while (!smallest.isEmpty()) {
      order.add(smallest.remove().item);
    }
    return order.reversed();
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a one-to-one mixing. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

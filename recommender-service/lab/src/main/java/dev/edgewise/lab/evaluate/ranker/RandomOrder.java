/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import java.util.List;
import java.util.function.Predicate;

/** A random baseline: each user has a random order that depends only on the seed and the user. */
public record RandomOrder(List<String> items, long seed) implements EvaluatedRanker {
  public static final String NAME = "random";

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    long user = mixed(seed ^ (0x9E3779B97F4A7C15L * profile.user().hashCode()));
    return new BestOf(items).select(i -> -(double) mixed(user + i), open, most);
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a one-to-one mixing. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.recommend.candidates.Candidates;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How long the first stage takes, on the thread that measures, beside whatever else the machine
 * does.
 *
 * @param learnMicros50 median of learning from one event, in microseconds
 * @param learnMicros99 its 99th percentile
 * @param rebuildSeconds of learning anew from all events
 * @param gatherMillis50 median of merging {@value #GATHERED} candidates for one user from all
 *     sources, in milliseconds
 * @param gatherMillis99 its 99th percentile
 */
public record Pace(
    double learnMicros50,
    double learnMicros99,
    double rebuildSeconds,
    double gatherMillis50,
    double gatherMillis99) {
  static final int GATHERED = 500;

  /** What is compiled last is so after some thousand calls. */
  private static final int WARM_UP = 5000;

  private static final int USERS = 2000;

  /**
   * Measures gathering.
   *
   * @param learning nanoseconds of learning from each event; sorted in place
   */
  static Pace of(long[] learning, long rebuilding, Candidates candidates, List<Case> cases) {
    int users = Math.min(USERS, cases.size());
    for (int i = 0; i < WARM_UP; i++) {
      gather(candidates, cases.get(i % users));
    }
    long[] gathering = new long[users];
    for (int i = 0; i < users; i++) {
      Case one = cases.get((int) (1L * i * cases.size() / users));
      gathering[i] = nanos(() -> gather(candidates, one));
    }
    Arrays.sort(learning);
    Arrays.sort(gathering);
    return new Pace(
        at(learning, 0.5) / 1e3,
        at(learning, 0.99) / 1e3,
        rebuilding / 1e9,
        at(gathering, 0.5) / 1e6,
        at(gathering, 0.99) / 1e6);
  }

  private static long gather(Candidates candidates, Case one) {
    return candidates.find(one.profile(), any -> true, GATHERED).size();
  }

  private static long nanos(LongSupplier work) {
    long start = System.nanoTime();
    if (work.getAsLong() < 0) {
      throw new IllegalStateException("a list has a size");
    }
    return System.nanoTime() - start;
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }
}
